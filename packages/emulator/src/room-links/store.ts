import type { Person, Room, RoomLink } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { type Change, notify, publish, type State } from '../store/state.js';

export function addRoomLink(
  state: State,
  room: Room,
  creator: Person,
  { kind, attributes }: Pick<RoomLink, 'kind' | 'attributes'>,
): RoomLink {
  const created = state.clock.next();
  const link: RoomLink = { id: identifier(kind), kind, room, creatorId: creator.id, created, attributes };
  state.roomLinks.set(link.id, link);
  room.links.add(link);
  tell(state, 'created', link, creator);
  return link;
}

export function updateRoomLink(
  state: State,
  link: RoomLink,
  attributes: RoomLink['attributes'],
  actor: Person,
): void {
  link.attributes = attributes;
  tell(state, 'updated', link, actor);
}

export function removeRoomLink(state: State, link: RoomLink, actor: Person): void {
  tell(state, 'deleted', link, actor);
  state.roomLinks.delete(link.id);
  link.room.links.remove(link);
}

/** Events exist for tabs only, not for linked folders. */
function tell(state: State, event: Change['event'], link: RoomLink, actor: Person): void {
  if (link.kind === 'ROOM_TAB') publish(state, { resource: 'tabs', event, data: link, actor });
  else notify(state, 'linkedFolders');
}
