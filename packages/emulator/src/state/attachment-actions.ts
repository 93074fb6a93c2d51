import { identifier } from '../identifier.js';
import type { AttachmentAction, Message, Person } from './entities.js';
import { publish, type State } from './state.js';

export function addAttachmentAction(
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
