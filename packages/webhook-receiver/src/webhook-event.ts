import type {
  Delivery,
  EventHandlers,
  EventPattern,
  ReceivedEvent,
  ReceivedEventFor,
} from '@wxt/event-handlers';

/** What only a webhook's event has. */
interface FromWebhook {
  readonly source: 'webhook';
  /** The request's body, with the webhook's name and filter. */
  readonly delivery: Delivery;
}

type Received<Event> = Event extends unknown ? Event & FromWebhook : never;

/** An event that a webhook delivered; `name` tells which. */
export type WebhookEvent = Received<ReceivedEvent>;

/** The name of an event: `messages.created`. */
export type WebhookEventName = WebhookEvent['name'];

/** What a handler can be for: one event, all events of a resource, or all. */
export type WebhookEventPattern = EventPattern;

/** The events that a pattern matches. */
export type WebhookEventFor<Pattern extends WebhookEventPattern> = ReceivedEventFor<Pattern, WebhookEvent>;

/** Functions by the events they are for. All that match an event are called, one after the other, the narrowest first. */
export type WebhookHandlers<Api> = EventHandlers<Api, WebhookEvent>;
