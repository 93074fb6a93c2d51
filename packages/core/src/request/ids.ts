/** The kinds of things that ids of the API name, such as `ROOM`. */
export type IdType =
  | 'APPLICATION'
  | 'ATTACHMENT_ACTION'
  | 'CONTENT'
  | 'LICENSE'
  | 'MEMBERSHIP'
  | 'MESSAGE'
  | 'ORGANIZATION'
  | 'PEOPLE'
  | 'PLACE'
  | 'ROLE'
  | 'ROOM'
  | 'TEAM'
  | 'TEAM_MEMBERSHIP'
  | 'WEBHOOK'
  | (string & Record<never, never>);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Returns the UUID within an id of the API, a `ciscospark://` address or a `webexteams://` link; a UUID as it is. Throws a
 * TypeError for anything else, and for ids that name two things, such as those of memberships.
 */
export function toUuid(id: string): string {
  if (typeof id !== 'string') throw new TypeError(`toUuid: id must be a string, got ${typeof id}.`);
  const text = id.trim();
  if (uuid.test(text)) return text.toLowerCase();
  const found = /^ciscospark:\/\//i.test(text) ? text : (linkedId(text) ?? decodeId(text));
  const last = found?.split('/').at(-1) ?? '';
  if (uuid.test(last)) return last.toLowerCase();
  throw new TypeError(
    'toUuid: id must be an id of the API, a ciscospark:// address or a webexteams:// link that holds one UUID.',
  );
}

/**
 * Returns the id that the API uses for a UUID: `toId('ROOM', uuid)`. `cluster` is the part of the cloud that the thing is
 * in, such as `us` or `eu`: the second part of the decoded id of anything near it. Default: `us`.
 */
export function toId(type: IdType, id: string, cluster = 'us'): string {
  if (typeof type !== 'string' || !/^[A-Z][A-Z_]*$/.test(type)) {
    throw new TypeError('toId: type must be in upper case, such as ROOM, PEOPLE or MESSAGE.');
  }
  if (typeof id !== 'string' || !uuid.test(id.trim())) throw new TypeError('toId: id must be a UUID.');
  if (!/^[\w:-]+$/.test(cluster)) throw new TypeError('toId: cluster must be a name such as us.');
  return btoa(`ciscospark://${cluster}/${type}/${id.trim().toLowerCase()}`).replace(/=+$/, '');
}

/** The UUID in a link such as `webexteams://im?space=…`. */
function linkedId(text: string): string | undefined {
  if (!/^webex(teams)?:\/\//i.test(text)) return undefined;
  return [...text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)].map(([found]) => found).at(-1);
}

/** The `ciscospark://` address within an id, in base64 of either alphabet, with padding or without. */
function decodeId(text: string): string | undefined {
  try {
    const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    // A colon in the last part joins two UUIDs; in the cluster, as in `urn:TEAM:us-west-2_r`, it does not.
    return /^ciscospark:\/\/[^/]+\/[^/]+\/[^/:]+$/.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
