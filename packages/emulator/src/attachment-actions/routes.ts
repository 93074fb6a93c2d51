import { objectOf, readBody, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { canSeeRoom, ownMembership, requireUnarchived, visibleMessage } from '../store/access.js';
import type { AttachmentAction, Message, Person } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { publish, type State } from '../store/state.js';
import { presentAttachmentAction } from './present.js';

export const attachmentActions: readonly Route[] = [
  { method: 'POST', path: 'attachment/actions', handle: create },
  { method: 'GET', path: 'attachment/actions/:id', handle: get },
];

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  if (required(textOf(body, 'type'), 'type') !== 'submit') throw badRequest('type must be submit.');
  const messageId = required(textOf(body, 'messageId'), 'messageId');
  const inputs = objectOf(body, 'inputs');
  if (inputs === undefined) throw badRequest('inputs is required: an object.');
  const message = visibleMessage(state, actor, messageId);
  if (message.attachments.length === 0) throw badRequest('messageId is not a message with a card.');
  ownMembership(state, actor, message.room.id);
  requireUnarchived(message.room);
  // Documented as 202, but the service responds with 200.
  return call.json(presentAttachmentAction(addAttachmentAction(state, message, actor, inputs)));
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  const action = state.attachmentActions.get(pathPart(call, 'id'));
  if (action === undefined || !canSeeRoom(state, actor, action.message.room)) {
    throw notFound('an attachment action with the provided id');
  }
  return call.json(presentAttachmentAction(action));
}

function addAttachmentAction(
  state: State,
  message: Message,
  actor: Person,
  inputs: object,
): AttachmentAction {
  const id = identifier('ATTACHMENT_ACTION');
  const action = { id, message, personId: actor.id, inputs, created: state.clock.next() };
  state.attachmentActions.set(id, action);
  publish(state, { resource: 'attachmentActions', event: 'created', data: action, actor });
  return action;
}
