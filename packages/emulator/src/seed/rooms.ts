import { addMessage } from '../messages/store.js';
import { addGroupRoom } from '../rooms/store.js';
import type { Person } from '../store/entities.js';
import type { State } from '../store/state.js';

/** Adds group rooms of `owner`, and messages to the first of them. */
export function addRooms(state: State, owner: Person, rooms: number, messages: number): void {
  const count = Math.max(rooms, messages > 0 ? 1 : 0);
  const added = Array.from({ length: count }, (_, index) =>
    addGroupRoom(state, owner, { title: `Room ${index + 1}` }),
  );
  const [room] = added;
  if (room === undefined) return;
  for (let index = 0; index < messages; index += 1) {
    addMessage(state, room, owner, { wording: { text: `Message ${index + 1}` } });
  }
}
