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
  | 'AUTHORIZATION'
  | 'INCOMING_WEBHOOK'
  | 'ATTACHMENT_ACTION'
  | 'WEBHOOK'
  | 'EVENT'
  | 'APPLICATION'
  | 'LICENSE'
  | 'AUDIT_EVENT'
  | 'HYBRID_CLUSTER'
  | 'HYBRID_CONNECTOR';

/** An id in the service's form. Default for the last part: a random one. */
export function identifier(kind: Kind, name: string = randomUUID()): string {
  return Buffer.from(`ciscospark://us/${kind}/${name}`).toString('base64url');
}

/** The last part of an id; undefined if it isn't an id of this kind. */
export function nameIn(id: string, kind: Kind): string | undefined {
  const prefix = `ciscospark://us/${kind}/`;
  const decoded = Buffer.from(id, 'base64url').toString();
  return decoded.startsWith(prefix) ? decoded.slice(prefix.length) : undefined;
}

/** Built from both ids: a person has at most one membership of a room. */
export function membershipId(personId: string, roomId: string): string {
  return identifier('MEMBERSHIP', `${nameIn(personId, 'PEOPLE')}:${nameIn(roomId, 'ROOM')}`);
}
