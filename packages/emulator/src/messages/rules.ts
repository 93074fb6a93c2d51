import { type Body, filesOf, isObject, objectsOf, textOf } from '../http/body.js';
import {
  atLeastOne,
  atMost,
  emailAddress,
  exactlyOne,
  required,
  requirePrintable,
} from '../http/requirements.js';
import { badRequest, notFound, ServiceError } from '../http/service-error.js';
import { personToInvite } from '../people/store.js';
import { directRoom } from '../rooms/store.js';
import { ownMembership } from '../store/access.js';
import type { Membership, Person, Room, Wording } from '../store/entities.js';
import type { State } from '../store/state.js';
import { renderMarkdown } from './markdown.js';

const maxBytes = 7439;
export const maxFileBytes = 100 * 2 ** 20;
/** A file and all else that a message may hold. */
export const maxUploadBytes = maxFileBytes + 2 ** 20;

/** Reads a new message and checks what doesn't depend on the room. */
export function readNewMessage(body: Body) {
  const roomId = textOf(body, 'roomId');
  const toPersonId = textOf(body, 'toPersonId');
  const toPersonEmail = textOf(body, 'toPersonEmail');
  const parentId = textOf(body, 'parentId');
  const files = filesOf(body, 'files');
  const attachments = objectsOf(body, 'attachments');
  const { text, markdown, renderFor } = readWording(body);
  exactlyOne({ roomId, toPersonId, toPersonEmail });
  atLeastOne({ text, markdown, files, attachments });
  atMost(1, files, 'files');
  atMost(1, attachments, 'attachments');
  for (const file of files ?? []) checkFile(file);
  for (const attachment of attachments ?? []) checkAttachment(attachment);
  return { roomId, toPersonId, toPersonEmail, parentId, files, attachments, renderFor };
}

export function readEdit(body: Body) {
  const roomId = required(textOf(body, 'roomId'), 'roomId');
  const { text, markdown, renderFor } = readWording(body);
  atLeastOne({ text, markdown });
  if (markdown !== undefined && body.html !== undefined) {
    throw badRequest("html can't be combined with markdown.");
  }
  return { roomId, renderFor };
}

/** Rendering waits for the room, as only its members can be mentioned. */
export function readWording(body: Body) {
  const text = textOf(body, 'text');
  const markdown = textOf(body, 'markdown');
  checkLength(text, 'text');
  checkLength(markdown, 'markdown');
  const renderFor = (room: Room): Wording => {
    if (markdown === undefined) return { text };
    const rendered = renderMarkdown(
      markdown,
      [...room.members.values()].map(({ person }) => person),
    );
    return { ...rendered, markdown, text: text ?? rendered.text };
  };
  return { text, markdown, renderFor };
}

function checkLength(value: string | undefined, name: string): void {
  const bytes = Buffer.byteLength(value ?? '');
  if (bytes > maxBytes) throw badRequest(`${name} can have at most ${maxBytes} bytes, not ${bytes}.`);
}

function checkFile(file: string | File): void {
  if (typeof file !== 'string') {
    checkSize(file);
    return;
  }
  requirePrintable(file, 'files');
  if (!URL.canParse(file) || !/^https?:/i.test(file)) throw badRequest('files must be http or https URLs.');
}

function checkSize({ name, size }: File): void {
  if (size > maxFileBytes) throw new ServiceError(413, `"${name}" is larger than 100 MB.`);
}

function checkAttachment({ contentType, content }: Body): void {
  if (contentType !== 'application/vnd.microsoft.card.adaptive') {
    throw badRequest('attachments: contentType must be application/vnd.microsoft.card.adaptive.');
  }
  if (!isObject(content)) throw badRequest('attachments: content must be an object.');
}

export interface Target {
  readonly roomId?: string | undefined;
  readonly toPersonId?: string | undefined;
  readonly toPersonEmail?: string | undefined;
}

/** Finds the sender's membership of the room. Opens a direct room if needed, and invites unknown email addresses. */
export function resolveTarget(
  state: State,
  actor: Person,
  { roomId, toPersonId, toPersonEmail }: Target,
): { membership: Membership; recipient?: Person } {
  if (roomId !== undefined) return { membership: ownMembership(state, actor, roomId) };
  const recipient =
    toPersonEmail === undefined
      ? state.people.get(toPersonId ?? '')
      : personToInvite(state, emailAddress(toPersonEmail, 'toPersonEmail'));
  if (recipient === undefined) throw notFound('a person with the provided toPersonId');
  if (recipient === actor) throw badRequest("You can't send a direct message to yourself.");
  return { membership: ownMembership(state, actor, directRoom(state, actor, recipient).id), recipient };
}
