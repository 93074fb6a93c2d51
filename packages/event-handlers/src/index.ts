export type { AttachmentAction } from '@wxt/attachment-actions';
export type { Membership } from '@wxt/memberships';
export type { Message } from '@wxt/messages';
export type { Room } from '@wxt/rooms';
export { type ClaimStore, claimInKeyv, claimInMemory, type KeyvStore } from './claims.js';
export { createDispatcher, type Dispatcher, type DispatcherOptions } from './create-dispatcher.js';
export { createEvent } from './create-event.js';
export type {
  AttachmentActionData,
  Delivery,
  EventName,
  EventPattern,
  MessageData,
  Occurrence,
  ReceivedEvent,
  ReceivedEventFor,
} from './event.js';
export type { EventHandlers, HasSession } from './handlers.js';
export { createLazySession } from './lazy-session.js';
