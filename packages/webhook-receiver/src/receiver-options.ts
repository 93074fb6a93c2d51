import type { Logger, Session } from '@wxt/core';
import type { ClaimStore, HasSession, KeyvStore } from '@wxt/event-handlers';
import type { WebhookEvent, WebhookHandlers } from './webhook-event.js';

export interface WebhookReceiverOptions<Api extends HasSession = Session> {
  /** The secret that the webhooks were created with. Several are accepted while one replaces another. */
  readonly secret: string | readonly string[];
  /** The handlers, by what they are for: `messages.created`, `messages.all` or `all`. */
  readonly on: WebhookHandlers<Api>;
  /**
   * Handed to the handlers, and used by `event.message()` and the like. Default: a session of the environment's access
   * token, made when it is first used.
   */
  readonly api?: Api | undefined;
  /** Called with what handlers throw, and with each failure of the store. Default: `console.error`. */
  readonly onError?: ((error: unknown, event: WebhookEvent) => unknown) | undefined;
  /**
   * Remembers which events were handled. If it throws, or takes longer than 5 seconds, the event is handled without it.
   * Default: the memory of the process.
   */
  readonly store?: ClaimStore | KeyvStore | undefined;
  /** Milliseconds in which an event that comes again is dropped. Default: 3,600,000, an hour. */
  readonly duplicateWindow?: number | undefined;
  /** The largest body to accept, in bytes. Default: 262,144. */
  readonly bodyLimit?: number | undefined;
  /**
   * Whether to respond only when the handlers are done: for platforms that freeze a function once it has responded.
   * Default: false.
   */
  readonly answerAfterHandlers?: boolean | undefined;
  /**
   * Gets a line for each rejected request: `warn` for the first with a cause, `debug` for the next. `console` and a pino
   * logger both fit. Default: `process.emitWarning`, once for each cause that needs a change in the program or its setup.
   */
  readonly logger?: Logger | undefined;
}
