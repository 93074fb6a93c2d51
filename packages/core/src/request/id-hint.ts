const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Returns what to do if a segment of a path, or a parameter whose name ends in `Id`, is not an id of the API, for
 * the errors 400 and 404. `undefined` if all of them may be ids.
 */
export function idHint(segments: readonly string[], parameters: object): string | undefined {
  // The first segment is the name of a resource.
  for (const segment of segments.slice(1)) {
    const hint = hintFor(segment, 'the id in the path');
    if (hint !== undefined) return hint;
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (!/(^id|Ids?)$/.test(name)) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      const hint = hintFor(one, `"${name}"`);
      if (hint !== undefined) return hint;
    }
  }
  return undefined;
}

function hintFor(value: unknown, what: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const found = kindOf(value.trim());
  if (found === undefined) return undefined;
  const [kind, advice] = found;
  return `Note that ${what} is ${kind}: ${advice}.`;
}

function kindOf(value: string): [kind: string, advice: string] | undefined {
  if (uuid.test(value)) return ['a UUID', 'toId(type, uuid) makes the id that most of the API expects'];
  if (/^ciscospark:\/\//i.test(value))
    return ['a ciscospark:// address', 'toId(type, toUuid(address)) makes an id of it'];
  if (/^webex(teams)?:\/\//i.test(value))
    return ['a link to the Webex app', 'toId(type, toUuid(link)) makes an id of it'];
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(value))
    return ['an e-mail address', 'look up the id first, or use a parameter for e-mail addresses'];
  return undefined;
}
