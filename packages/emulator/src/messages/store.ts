import { touchRoom } from '../store/activity.js';
import type { Message, Person, Room, StoredFile, Wording } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { publish, type State } from '../store/state.js';

export interface NewMessage {
  wording: Wording;
  parentId?: string;
  /** The files, or their addresses. */
  files?: readonly (string | StoredFile)[];
  attachments?: readonly object[];
}

export function addMessage(state: State, room: Room, author: Person, message: NewMessage): Message {
  const { wording, parentId, files = [], attachments = [] } = message;
  const created = state.clock.next();
  const added: Message = {
    id: identifier('MESSAGE'),
    room,
    parentId,
    personId: author.id,
    personEmail: author.email,
    created,
    files: files.map((file) => addContent(state, room, file)),
    attachments,
    wording,
    edits: 0,
  };
  state.messages.set(added.id, added);
  room.messages.add(added);
  author.lastActivity = created;
  touchRoom(room, created);
  publish(state, { resource: 'messages', event: 'created', data: added, actor: author });
  return added;
}

/** The replies to a message stay where they are, and their `parentId` leads nowhere: so they do in the service. */
export function deleteMessage(state: State, message: Message, actor: Person): void {
  publish(state, { resource: 'messages', event: 'deleted', data: message, actor });
  removeMessage(state, message);
}

export function removeMessage(state: State, message: Message): void {
  state.messages.delete(message.id);
  message.room.messages.remove(message);
  // Whoever knows its address learns that it is gone.
  for (const id of message.files) state.contents.set(id, { room: message.room, file: 'gone' });
}

function addContent(state: State, room: Room, file: string | StoredFile): string {
  const id = identifier('CONTENT');
  state.contents.set(id, { room, file });
  return id;
}

export function editMessage(state: State, message: Message, wording: Wording, actor: Person): void {
  message.wording = wording;
  message.updated = state.clock.next();
  message.edits += 1;
  publish(state, { resource: 'messages', event: 'updated', data: message, actor });
}
