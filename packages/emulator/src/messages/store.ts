import { touchRoom } from '../store/activity.js';
import type { Message, Person, Room, StoredFile, Wording } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { publish, type State } from '../store/state.js';

export interface NewMessage {
  wording: Wording;
  parentId?: string | undefined;
  /** The files, or their URLs. */
  files?: readonly (string | StoredFile)[] | undefined;
  attachments?: readonly object[] | undefined;
}

export function addMessage(state: State, room: Room, author: Person, message: NewMessage): Message {
  const { wording, parentId, files = [], attachments = [] } = message;
  const added: Message = {
    id: identifier('MESSAGE'),
    room,
    parentId,
    personId: author.id,
    personEmail: author.email,
    created: state.clock.next(),
    files: files.map((file) => addContent(state, room, file)),
    attachments,
    wording,
    edits: 0,
  };
  insertMessage(state, added);
  author.lastActivity = added.created;
  publish(state, { resource: 'messages', event: 'created', data: added, actor: author });
  return added;
}

export function insertMessage(state: State, message: Message): void {
  const { id, room, created } = message;
  state.messages.set(id, message);
  room.messages.add(message);
  touchRoom(room, created);
}

/** As in the service, replies are kept, and their `parentId` is that of a deleted message. */
export function deleteMessage(state: State, message: Message, actor: Person): void {
  publish(state, { resource: 'messages', event: 'deleted', data: message, actor });
  removeMessage(state, message);
}

export function removeMessage(state: State, message: Message): void {
  state.messages.delete(message.id);
  message.room.messages.remove(message);
  // Their URLs respond with 410 after this.
  for (const id of message.files) state.contents.set(id, { room: message.room, file: 'gone' });
}

export function addContent(
  state: State,
  room: Room,
  file: string | StoredFile,
  id = identifier('CONTENT'),
): string {
  state.contents.set(id, { room, file });
  return id;
}

export function editMessage(state: State, message: Message, wording: Wording, actor: Person): void {
  message.wording = wording;
  message.updated = state.clock.next();
  message.edits += 1;
  publish(state, { resource: 'messages', event: 'updated', data: message, actor });
}
