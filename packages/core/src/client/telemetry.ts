import { channel, tracingChannel } from 'node:diagnostics_channel';
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent, WaitEvent } from '../events.js';
import type { Logger } from '../types.js';
import { isThenable } from '../utils/abort.js';
import { warn } from '../utils/platform.js';

const requests = tracingChannel<unknown, RequestEvent>('wxt:request');
const retries = channel('wxt:retry');
const waits = channel('wxt:wait');

type OnResponse = ((event: ResponseEvent) => unknown) | undefined;
interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reports what a session does to the logger, the hooks and the diagnostics channels. */
export class Telemetry {
  readonly #logger: Logger | undefined;
  readonly #hooks: Hooks;
  readonly #hasListeners: boolean;

  constructor(logger: Logger | undefined, hooks: Hooks = {}) {
    this.#logger = logger;
    this.#hooks = hooks;
    this.#hasListeners = logger !== undefined || Object.values(hooks).some((hook) => hook !== undefined);
  }

  /** Whether an attempt has listeners. Without any, telemetry costs nothing. */
  isListening(onResponse: OnResponse): boolean {
    return this.#hasListeners || onResponse !== undefined || requests.hasSubscribers;
  }

  /** Runs an attempt and reports its start and its end. The channels bind asynchronous context, so they run it. */
  async trace<R extends Head>(
    request: RequestEvent,
    onResponse: OnResponse,
    send: () => Promise<R>,
  ): Promise<R> {
    if (!requests.hasSubscribers) return this.#report(request, onResponse, send);
    // Subscribers get the event and what is added to it in the end, but not the body that came back.
    const context: RequestEvent = { ...request };
    let response: R | undefined;
    const addToContext = (event: ResponseEvent) => {
      Object.assign(context, event);
      return onResponse?.(event);
    };
    await requests.tracePromise(async () => {
      response = await this.#report(request, addToContext, send);
    }, context);
    return response as R;
  }

  retry(event: RetryEvent): void {
    const { error, delay } = event;
    safely('logger', () => this.#logger?.warn(`${describe(error)}: trying again in ${Math.round(delay)} ms`));
    safely('onRetry', () => this.#hooks.onRetry?.(event));
    if (retries.hasSubscribers) retries.publish(event);
  }

  wait(event: WaitEvent): void {
    safely('onWait', () => this.#hooks.onWait?.(event));
    if (waits.hasSubscribers) waits.publish(event);
  }

  async #report<R extends Head>(
    request: RequestEvent,
    onResponse: OnResponse,
    send: () => Promise<R>,
  ): Promise<R> {
    const hooks = this.#hooks;
    const start = performance.now();
    safely('onRequest', () => hooks.onRequest?.({ ...request }));
    try {
      const response = await send();
      const { status, headers } = response;
      const duration = performance.now() - start;
      // Copies, so that a hook that changes its event changes nothing else.
      const event = () => ({
        ...request,
        status,
        headers: { ...headers },
        trackingId: headers.trackingid,
        duration,
      });
      safely('logger', () => this.#logger?.debug(describeResponse(event())));
      safely('onResponse', () => hooks.onResponse?.(event()));
      safely('onResponse', () => onResponse?.(event()));
      return response;
    } catch (error) {
      const duration = performance.now() - start;
      const { method, url } = request;
      safely('logger', () =>
        this.#logger?.debug(`${method} ${url} failed in ${Math.round(duration)} ms: ${describe(error)}`),
      );
      safely('onError', () => hooks.onError?.({ ...request, error, duration }));
      throw error;
    }
  }
}

function describeResponse({ method, url, status, duration, trackingId = 'none' }: ResponseEvent): string {
  // A header may hold control characters, which a terminal would obey.
  const shown = trackingId.slice(0, 200).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return `${method} ${url} ${status} in ${Math.round(duration)} ms, tracking id ${shown}`;
}

/** Calls a listener of the program. Whatever it throws becomes a warning: it must not break or repeat the call. */
function safely(name: string, call: () => unknown): void {
  const warnOf = (error: unknown) =>
    warn(`A listener of the session, ${name}, failed: ${describe(error)}`, 'WXT_LISTENER');
  try {
    const result = call();
    if (isThenable(result)) Promise.resolve(result).then(undefined, warnOf);
  } catch (error) {
    warnOf(error);
  }
}

/** Anything can be thrown, including values that can't be converted to a string. */
function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'a value without text';
  }
}
