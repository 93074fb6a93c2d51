import type { RoomLink } from '../store/entities.js';

export function presentRoomLink({ id, room, attributes, creatorId, created }: RoomLink): object {
  return { id, roomId: room.id, roomType: room.type, ...attributes, creatorId, created };
}
