export * from '@wxt/core';
export type {
  AttachmentAction,
  AttachmentActionData,
  ClaimStore,
  Delivery,
  HasSession,
  KeyvStore,
  Membership,
  Message,
  MessageData,
  Room,
} from '@wxt/event-handlers';
export { createWebhookReceiver, type FetchContext, type WebhookReceiver } from './create-webhook-receiver.js';
export type { WebhookReceiverOptions } from './receiver-options.js';
export { type RegisterWebhooks, registerWebhooks } from './register-webhooks.js';
export type { RegisteredWebhook } from './stored-webhooks.js';
export type { WantedWebhook } from './wanted-webhooks.js';
export type {
  WebhookEvent,
  WebhookEventFor,
  WebhookEventName,
  WebhookEventPattern,
  WebhookHandlers,
} from './webhook-event.js';
