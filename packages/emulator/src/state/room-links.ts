import { identifier } from '../identifier.js';
import type { Person, Room, RoomLink } from './entities.js';
import type { State } from './state.js';

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
  return link;
}

export function removeRoomLink(state: State, link: RoomLink): void {
  state.roomLinks.delete(link.id);
  link.room.links.remove(link);
}
