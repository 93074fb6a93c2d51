/** `team-memberships` → `TeamMemberships`, the name of its class. */
export function className(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
}

/** `team-memberships` → `teamMemberships`, its name on the connection object. */
export function propertyName(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
