import { readBody } from '../http/body.js';
import { isMultipart } from '../http/bytes.js';
import { readMultipart } from '../http/multipart.js';
import { answerPage } from '../http/paging.js';
import { queryText, queryTexts, queryTime } from '../http/query.js';
import { exactlyOne, required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, forbidden, notFound } from '../http/service-error.js';
import { personByEmail } from '../people/store.js';
import { findDirectRoom } from '../rooms/store.js';
import {
  isComplianceOfficer,
  isMentioned,
  isUnrestricted,
  ownMembership,
  requireUnarchived,
  visibleMessage,
  visibleRoom,
} from '../store/access.js';
import type { Message, Person, Room } from '../store/entities.js';
import type { State } from '../store/state.js';
import { loadFile, storeFile } from './files.js';
import { presentMessage } from './present.js';
import { maxUploadBytes, readEdit, readNewMessage, resolveTarget } from './rules.js';
import { addMessage, deleteMessage, editMessage } from './store.js';

export const messages: readonly Route[] = [
  { method: 'GET', path: 'messages', handle: list },
  { method: 'POST', path: 'messages', handle: create },
  { method: 'GET', path: 'messages/direct', handle: listDirect },
  { method: 'GET', path: 'messages/:messageId', handle: get },
  { method: 'PUT', path: 'messages/:messageId', handle: update },
  { method: 'DELETE', path: 'messages/:messageId', handle: remove },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  const roomId = required(queryText(call, 'roomId'), 'roomId');
  const room = visibleRoom(state, actor, roomId);
  const mentioned = readMentionedPeople(call, actor, room);
  const parentId = queryText(call, 'parentId');
  return answerPage(call, {
    name: `messages ${roomId}`,
    items: room.messages,
    order: 'descending',
    past: readPast(call, room),
    filter: (message) =>
      (parentId === undefined || message.parentId === parentId) &&
      (!mentioned || isMentioned(actor, message.wording)),
    present: presentFor(call),
    max: { defaultValue: 50, limit: mentioned ? 100 : 1000 },
  });
}

/** A single page, as in the service: the newest 50. */
function listDirect(call: Call): Response {
  const { state, actor } = call.var;
  const personId = queryText(call, 'personId');
  const personEmail = queryText(call, 'personEmail');
  const parentId = queryText(call, 'parentId');
  exactlyOne({ personId, personEmail });
  const other =
    personEmail === undefined ? state.people.get(personId ?? '') : personByEmail(state, personEmail);
  if (other === undefined) throw notFound('a person with the provided personId or personEmail');
  const room = findDirectRoom(state, actor, other);
  const items = [...(room?.messages.descending() ?? [])]
    .filter((message) => parentId === undefined || message.parentId === parentId)
    .slice(0, 50);
  return call.json({ items: items.map(presentFor(call)) });
}

async function create(call: Call): Promise<Response> {
  const { state, actor, closing } = call.var;
  const body = isMultipart(call) ? await readMultipart(call, maxUploadBytes) : await readBody(call);
  const { parentId, files = [], attachments, renderFor, ...target } = readNewMessage(body);
  // The room is looked up afterwards: it may change while a file is fetched.
  const loaded = await Promise.all(files.map((file) => loadFile(file, closing)));
  const parent = parentId === undefined ? undefined : existingMessage(state, parentId);
  const { membership, recipient } = resolveTarget(state, actor, target);
  const { room } = membership;
  requireUnarchived(room);
  if (room.isReadOnly) throw forbidden('The room is read-only.');
  if (room.isAnnouncementOnly && !membership.isModerator) {
    throw forbidden('Only a moderator can post in an announcement-only room.');
  }
  if (parent !== undefined) checkParent(room, parent);
  const kept = loaded.map((file) => (typeof file === 'string' ? file : storeFile(state, file)));
  const added = addMessage(state, room, actor, {
    wording: renderFor(room),
    parentId,
    files: kept,
    attachments,
  });
  const sentTo = recipient && { toPersonId: recipient.id, toPersonEmail: recipient.email };
  return call.json({ ...presentFor(call)(added), ...sentTo });
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  return call.json(presentFor(call)(visibleMessage(state, actor, pathPart(call, 'messageId'))));
}

async function update(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const edit = readEdit(await readBody(call));
  const message = visibleMessage(state, actor, pathPart(call, 'messageId'));
  if (message.personId !== actor.id) throw forbidden('Only its author can edit a message.');
  ownMembership(state, actor, message.room.id);
  requireUnarchived(message.room);
  if (edit.roomId !== message.room.id) throw badRequest('roomId is not the room of the message.');
  if (message.files.length > 0 || message.attachments.length > 0) {
    throw badRequest('Editing a message with files or attachments is not supported.');
  }
  if (message.edits >= 10) throw badRequest('The message has reached the limit of 10 edits.');
  editMessage(state, message, edit.renderFor(message.room), actor);
  return call.json(presentFor(call)(message));
}

function remove(call: Call): Response {
  const { state, actor } = call.var;
  const message = visibleMessage(state, actor, pathPart(call, 'messageId'));
  const isModerator = message.room.members.get(actor.id)?.isModerator ?? false;
  requireUnarchived(message.room);
  if (message.personId !== actor.id && !isModerator && !isComplianceOfficer(state, actor)) {
    throw forbidden('Only its author or a moderator of the room can delete a message.');
  }
  deleteMessage(state, message, actor);
  return call.body(null, 204);
}

/** Whether only messages that mention the actor are asked for. */
function readMentionedPeople(call: Call, actor: Person, room: Room): boolean {
  const mentioned = queryTexts(call, 'mentionedPeople');
  if (mentioned.some((id) => id !== 'me' && id !== actor.id)) {
    throw badRequest("mentionedPeople can only be me or the id of the token's owner.");
  }
  if (mentioned.length === 0 && !isUnrestricted(actor, room)) {
    throw forbidden('A bot can list only messages that mention it in a group room: pass mentionedPeople=me.');
  }
  return mentioned.length > 0;
}

/** The time before which the list begins, by `before` and `beforeMessage`. */
function readPast(call: Call, room: Room): string | undefined {
  const before = queryTime(call, 'before');
  const id = queryText(call, 'beforeMessage');
  // A cursor lies behind the message already, which may have been deleted since the first page.
  if (id === undefined || queryText(call, 'cursor') !== undefined) return before;
  const message = call.var.state.messages.get(id);
  if (message?.room !== room) throw notFound('a message in the room with the provided beforeMessage');
  return before !== undefined && before < message.created ? before : message.created;
}

function existingMessage(state: State, parentId: string): Message {
  const parent = state.messages.get(parentId);
  if (parent === undefined) throw notFound(`a message with the provided parentId "${parentId}"`);
  return parent;
}

function checkParent(room: Room, parent: Message): void {
  if (parent.room !== room) throw badRequest('parentId is a message in another room.');
  if (parent.parentId !== undefined) throw badRequest('parentId is a reply: threads have one level.');
}

function presentFor(call: Call): (message: Message) => object {
  const contentsUrl = new URL('/v1/contents/', call.req.url).href;
  return (message) => presentMessage(message, contentsUrl);
}
