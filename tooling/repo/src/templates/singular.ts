/** `widgets` → `widget`, `policies` → `policy`: good enough for a name that can be changed. */
export function singular(name: string): string {
  return name.endsWith('ies') ? name.replace(/ies$/, 'y') : name.replace(/s$/, '');
}
