import { randomUUID } from 'node:crypto';

export type Kind =
  | 'ORGANIZATION'
  | 'PEOPLE'
  | 'ROLE'
  | 'ROOM'
  | 'MEMBERSHIP'
  | 'MESSAGE'
  | 'CONTENT'
  | 'TEAM'
  | 'TEAM_MEMBERSHIP'
  | 'ROOM_TAB'
  | 'LINKED_FOLDER'
  | 'APPLICATION'
  | 'ATTACHMENT_ACTION'
  | 'WEBHOOK'
  | 'EVENT'
  | 'APPLICATION'
  | 'LICENSE'
  | 'AUDIT_EVENT'
  | 'HYBRID_CLUSTER'
  | 'HYBRID_CONNECTOR';

/** An id as the service writes them; a random one, unless the last part is given. */
export function identifier(kind: Kind, name: string = randomUUID()): string {
  return Buffer.from(`ciscospark://us/${kind}/${name}`).toString('base64url');
}

/** The last part of an id, or undefined where this isn't an id of that kind. */
export function nameIn(id: string, kind: Kind): string | undefined {
  const prefix = `ciscospark://us/${kind}/`;
  const decoded = Buffer.from(id, 'base64url').toString();
  return decoded.startsWith(prefix) ? decoded.slice(prefix.length) : undefined;
}

/** Somebody is in a room once, so that the two ids make up the membership's. */
export function membershipId(personId: string, roomId: string): string {
  return identifier('MEMBERSHIP', `${nameIn(personId, 'PEOPLE')}:${nameIn(roomId, 'ROOM')}`);
}
