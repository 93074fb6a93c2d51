/**
 * Returns whether two ids are of one person. Apps write the id into a mention as the API has it, which is base64 of
 * `ciscospark://us/PEOPLE/<uuid>`, or as the bare UUID; the region in it can differ.
 */
export function isSamePerson(one: string, other: string): boolean {
  return one === other || personKey(one) === personKey(other);
}

function personKey(id: string): string {
  const trimmed = id.trim();
  const person = /^ciscospark:\/\/[^/]*\/PEOPLE\/([^/]+)$/i.exec(decodeBase64(trimmed) ?? trimmed)?.[1];
  return (person ?? trimmed).toLowerCase();
}

function decodeBase64(text: string): string | undefined {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
