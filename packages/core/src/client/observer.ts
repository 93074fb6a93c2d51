import { channel, tracingChannel } from 'node:diagnostics_channel';
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent, WaitEvent } from '../events.js';
import type { ReplyHead } from '../http/reply.js';
import type { Logger } from '../types.js';

const requests = tracingChannel<unknown, RequestEvent>('wxt:request');
const retries = channel('wxt:retry');
const waits = channel('wxt:wait');

/** Tells the logger, the hooks and the diagnostics channels what a session does; costs nothing where nobody listens. */
export class Observer {
  readonly #logger: Logger | undefined;
  readonly #hooks: Hooks;
  readonly #listens: boolean;

  constructor(logger: Logger | undefined, hooks: Hooks = {}) {
    this.#logger = logger;
    this.#hooks = hooks;
    this.#listens = logger !== undefined || Object.values(hooks).some((hook) => hook !== undefined);
  }

  /** Makes an attempt, and tells how it begins and ends. */
  async attempt<R extends ReplyHead>(
    begun: RequestEvent,
    onResponse: ((event: ResponseEvent) => unknown) | undefined,
    send: () => Promise<R>,
  ): Promise<R> {
    if (!requests.hasSubscribers) {
      return this.#listens || onResponse ? this.#tell(begun, onResponse, send) : send();
    }
    // Tracing tools get the event and what is added to it in the end, but not what comes back.
    const context: RequestEvent = { ...begun };
    let reply: R | undefined;
    const told = (event: ResponseEvent) => {
      Object.assign(context, event);
      return onResponse?.(event);
    };
    await requests.tracePromise(async () => {
      reply = await this.#tell(begun, told, send);
    }, context);
    return reply as R;
  }

  retry(event: RetryEvent): void {
    const { error, delay } = event;
    safely('logger', () => this.#logger?.warn(`${error}: trying again in ${Math.round(delay)} ms`));
    safely('onRetry', () => this.#hooks.onRetry?.(event));
    if (retries.hasSubscribers) retries.publish(event);
  }

  wait(event: WaitEvent): void {
    safely('onWait', () => this.#hooks.onWait?.(event));
    if (waits.hasSubscribers) waits.publish(event);
  }

  async #tell<R extends ReplyHead>(
    begun: RequestEvent,
    onResponse: ((event: ResponseEvent) => unknown) | undefined,
    send: () => Promise<R>,
  ): Promise<R> {
    const hooks = this.#hooks;
    const start = performance.now();
    safely('onRequest', () => hooks.onRequest?.(begun));
    try {
      const reply = await send();
      const { status, headers } = reply;
      const duration = performance.now() - start;
      const event = { ...begun, status, headers, trackingId: headers.trackingid, duration };
      safely('logger', () => this.#logger?.debug(describe(event)));
      safely('onResponse', () => hooks.onResponse?.(event));
      safely('onResponse', () => onResponse?.(event));
      return reply;
    } catch (error) {
      const duration = performance.now() - start;
      safely('logger', () =>
        this.#logger?.debug(`${begun.method} ${begun.url} failed in ${Math.round(duration)} ms: ${error}`),
      );
      safely('onError', () => hooks.onError?.({ ...begun, error, duration }));
      throw error;
    }
  }
}

function describe({ method, url, status, duration, trackingId }: ResponseEvent): string {
  return `${method} ${url} ${status} in ${Math.round(duration)} ms, tracking id ${trackingId ?? 'none'}`;
}

/** A program's listener must not break the call it listens to, nor have it sent twice. */
function safely(name: string, tell: () => unknown): void {
  const warn = (error: unknown) =>
    process.emitWarning(`A listener of the session, ${name}, failed: ${error}`, { code: 'WXT_LISTENER' });
  try {
    const answer = tell();
    if (answer instanceof Promise) answer.catch(warn);
  } catch (error) {
    warn(error);
  }
}
