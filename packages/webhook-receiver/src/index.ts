export * from '@wxt/core';
export type { ClaimStore, KeyvStore } from './claims.js';
export { createWebhookReceiver, type WebhookReceiver } from './create-webhook-receiver.js';
export type { Delivery } from './delivery.js';
export type { HasSession, WebhookHandlers, WebhookReceiverOptions } from './receiver-options.js';
export {
  type RegisteredWebhook,
  type RegisterWebhooks,
  registerWebhooks,
  type WantedWebhook,
} from './register-webhooks.js';
export type {
  AttachmentAction,
  AttachmentActionData,
  Membership,
  Message,
  MessageData,
  Room,
  WebhookEvent,
  WebhookEventFor,
  WebhookEventName,
  WebhookEventPattern,
} from './webhook-event.js';
