import type { Room } from './entities.js';

/** Moves the room to the front of its members' lists and shows it again if hidden. */
export function touchRoom(room: Room, time: string): void {
  const members = [...room.members.values()];
  for (const { person } of members) person.rooms.lastactivity.remove(room);
  room.lastActivity = time;
  for (const member of members) {
    member.isRoomHidden = false;
    member.person.rooms.lastactivity.add(room);
  }
}
