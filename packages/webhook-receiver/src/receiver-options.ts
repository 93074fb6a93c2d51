import type { Logger, Session } from '@wxt/core';
import type { ClaimStore, KeyvStore } from './claims.js';
import type { WebhookEvent, WebhookEventFor, WebhookEventPattern } from './webhook-event.js';

/** A session, or what has one: a `WebexTeamsAPI`. */
export type HasSession = Session | { readonly session: Session };

/** What to do about events; all that fit an event are called, one after the other, the narrowest first. */
export type WebhookHandlers<Api> = {
  readonly [Pattern in WebhookEventPattern]?: (event: WebhookEventFor<Pattern>, api: Api) => unknown;
};

export interface WebhookReceiverOptions<Api extends HasSession> {
  /** What the webhooks were created with. Several count while one replaces another. */
  readonly secret: string | readonly string[];
  /** The handlers, by what they are for: `messages.created`, `messages.all` or `all`. */
  readonly on: WebhookHandlers<Api>;
  /** What handlers are given, and events are completed by. Default: a session of the environment's access token. */
  readonly api?: Api | undefined;
  /**
   * Hears of what handlers throw, and of a store that fails: the event is handled then, as twice is better than never.
   * Default: `console.error`.
   */
  readonly onError?: ((error: unknown, event: WebhookEvent) => unknown) | undefined;
  /** Where it is remembered which events are taken. Default: in the memory of the process. */
  readonly store?: ClaimStore | KeyvStore | undefined;
  /** Milliseconds in which an event that comes again is dropped. Default: an hour. */
  readonly duplicateWindow?: number | undefined;
  /** The largest body to take, in bytes. Default: 262144. */
  readonly bodyLimit?: number | undefined;
  /** Where each refusal is written, with its reason; `console` and a pino logger both fit. */
  readonly logger?: Logger | undefined;
}
