import { apiError, notSentError } from '../errors/create-error.js';
import { RateLimitError, UnauthorizedError } from '../errors/errors.js';
import type { MultipartBody } from '../files/multipart.js';
import { type ExchangeRequest, exchange, type FileResponse, openExchange } from '../http/exchange.js';
import { type HttpResponse, isSuccess } from '../http/response.js';
import type { Transport } from '../http/transport.js';
import { fileHeaders, type PreparedRequest } from '../request/build-request.js';
import type { SessionRequest } from '../request/request-options.js';
import type { ResolvedOptions } from '../session-options.js';
import type { Session, TokenSource } from '../session-types.js';
import { sleep } from '../utils/abort.js';
import { Authenticator, checkToken } from './auth.js';
import { Call } from './call.js';
import { RateLimiter } from './rate-limiter.js';
import { isRedirect, maxRedirects, redirectTarget } from './redirects.js';
import { planRetry, retryAfterOf429 } from './retry.js';
import { Telemetry } from './telemetry.js';

/** Milliseconds of waiting after which a token may have expired. */
const staleAfter = 1_000;

/** Sends a session's requests: applies the deadline, access token, rate limits and retries. */
export class RequestSender {
  readonly #options: ResolvedOptions;
  readonly #transport: Transport;
  readonly #authenticator: Authenticator;
  readonly #limiter: RateLimiter;
  readonly #telemetry: Telemetry;

  /** Token sources may call the service through the session. */
  constructor(options: ResolvedOptions, tokens: TokenSource, session: Session) {
    this.#options = options;
    this.#transport = options.transport;
    this.#authenticator = new Authenticator(tokens, session);
    this.#limiter = new RateLimiter(options.maxConcurrency);
    this.#telemetry = new Telemetry(options.logger, options.hooks);
  }

  /** Resolves to a success whose body has been read; throws an ApiError for anything else. */
  send(request: PreparedRequest, options: SessionRequest, multipart?: MultipartBody): Promise<HttpResponse> {
    return this.#run(new Call(request, options, this.#options, multipart), this.#sendOnce);
  }

  /** Resolves to a success whose body is still to be read. */
  openFile(request: PreparedRequest, options: SessionRequest): Promise<FileResponse> {
    return this.#run(new Call(request, options, this.#options, undefined), this.#openOnce);
  }

  /** The loop of a call: wait for its turn, send it, and decide what to do if that fails. */
  async #run<T>(call: Call, sendOnce: (call: Call) => Promise<T>): Promise<T> {
    try {
      for (;;) {
        const admitted = this.#admit(call);
        if (admitted !== undefined) await admitted;
        try {
          const response = await sendOnce.call(this, call);
          this.#limiter.release(call.bucket);
          return response;
        } catch (error) {
          // The limiter records every 429 before this call decides about its own retry.
          const pause = retryAfterOf429(error);
          const isNews = this.#limiter.release(call.bucket, pause);
          if (isNews) this.#reportPause(call, pause ?? 0);
          await this.#recover(call, error);
        }
      }
    } finally {
      call.deadline.end();
    }
  }

  /** Deadline, then token, then rate limit and slot: only this method decides the order. */
  #admit(call: Call): Promise<void> | undefined {
    call.deadline.signal?.throwIfAborted();
    const token = this.#getToken(call);
    if (typeof token === 'object') return this.#waitForTurn(call, token);
    call.token = token;
    // Nothing to wait for: the fast path costs no promise.
    if (call.rateLimit === undefined && this.#limiter.tryAcquire(call.bucket)) return undefined;
    return this.#waitForTurn(call, token);
  }

  /** Never waits for a token while holding a slot: a token source may call the same session. */
  async #waitForTurn(call: Call, token: string | false | Promise<string>): Promise<void> {
    call.token = await token;
    await this.#acquire(call, call.rateLimit !== undefined);
    if (performance.now() - call.enteredAt < staleAfter) return;
    // The token may have expired while it waited.
    let fresh: string | false | Promise<string>;
    try {
      fresh = this.#getToken(call);
    } catch (error) {
      this.#limiter.cancel(call.bucket);
      throw error;
    }
    if (typeof fresh === 'object') {
      this.#limiter.cancel(call.bucket);
      call.token = await fresh;
      await this.#acquire(call, true);
    } else call.token = fresh;
  }

  async #acquire(call: Call, priority: boolean): Promise<void> {
    const { limits, deadline, bucket } = call;
    const { signal } = deadline;
    const maxWait = limits.waitOnRateLimit ? Math.min(limits.maxWait - call.waited, deadline.remaining()) : 0;
    call.enteredAt = performance.now();
    const waited = await this.#limiter.acquire(bucket, { maxWait, priority, signal });
    if (waited === undefined) throw call.rateLimit ?? notSentError(call, this.#limiter.opensIn(bucket));
    call.waited += waited;
  }

  /** Returns the source's token, unless the call has its own token or `Authorization` header. */
  #getToken(call: Call): string | false | Promise<string> {
    const { accessToken } = call.options;
    if (accessToken !== undefined) return accessToken && checkToken(accessToken);
    if (call.request.headers.authorization !== undefined) return false;
    if (call.isRenewed && call.token) {
      call.isRenewed = false;
      return call.token;
    }
    return this.#authenticator.getToken(call.deadline.signal);
  }

  /** One attempt. Throws an ApiError for anything but a success. */
  async #sendOnce(call: Call): Promise<HttpResponse> {
    call.attempts += 1;
    const { onResponse } = call.options;
    const send = () => exchange(this.#transport, this.#outgoing(call));
    let response: HttpResponse;
    try {
      response = this.#telemetry.isListening(onResponse)
        ? await this.#telemetry.trace(this.#event(call), onResponse, send)
        : await send();
    } catch (error) {
      // The error of the file is the cause; the broken request only follows from it.
      throw call.multipart?.sourceError ?? error;
    }
    if (isSuccess(response)) return response;
    throw apiError(call, response);
  }

  /** One attempt to open a file, with its redirects. */
  async #openOnce(call: Call): Promise<FileResponse> {
    call.url = call.request.url;
    const { onResponse } = call.options;
    call.attempts += 1;
    for (let redirects = 0; ; redirects += 1) {
      const open = () => openExchange(this.#transport, this.#outgoing(call));
      const response = this.#telemetry.isListening(onResponse)
        ? await this.#telemetry.trace(this.#event(call), onResponse, open)
        : await open();
      if (isSuccess(response)) return response;
      const target = isRedirect(response) ? redirectTarget(response, call.url) : undefined;
      if (target === undefined || redirects === maxRedirects) {
        throw apiError(call, { ...response, body: typeof response.body === 'string' ? response.body : '' });
      }
      call.url = target;
    }
  }

  /** The request as it goes out; to other hosts than the API's without the token and what else is private. */
  #outgoing(call: Call): ExchangeRequest {
    const { request, multipart, options, token, replaySafe } = call;
    const { signal } = call.deadline;
    const common = { accept: 'application/json', 'user-agent': this.#options.userAgent };
    const headers = call.isApiOrigin
      ? {
          ...common,
          ...(token && { authorization: `Bearer ${token}` }),
          ...request.headers,
          ...multipart?.headers,
        }
      : { ...common, ...fileHeaders };
    return {
      context: call,
      headers,
      body: multipart?.open() ?? request.body,
      replaySafe,
      timeout: options.timeout ?? this.#options.timeout,
      maxResponseSize: this.#options.maxResponseSize,
      signal,
      onProgress: options.onProgress,
    };
  }

  /** Returns if another attempt follows, after the wait before it; throws what the call rejects with otherwise. */
  async #recover(call: Call, error: unknown): Promise<void> {
    const { signal } = call.deadline;
    signal?.throwIfAborted();
    call.rateLimit = undefined;
    if (error instanceof UnauthorizedError && (await this.#renew(call))) return;
    const { replaySafe, failures, waited } = call;
    const retryTimeouts = call.request.page?.retryTimeouts;
    const history = { replaySafe, failures, waited, remaining: call.deadline.remaining(), retryTimeouts };
    const retry = planRetry(call.limits, history, error);
    if (retry === undefined || call.notReplayableReason !== undefined) throw error;
    call.lastError = error;
    this.#telemetry.retry({ ...this.#event(call), error, delay: retry.delay });
    if (!retry.fromServer) call.failures += 1;
    if (error instanceof RateLimitError) {
      // It waits in its bucket, before the others.
      call.rateLimit = error;
      return;
    }
    await sleep(retry.delay, signal);
    call.waited += retry.delay;
  }

  /**
   * Renews a refused token; returns whether there is another to try. Once per call, whatever its method, as what was
   * refused was not acted on. What another host refuses is not the token, and a token of the call's own is not renewed.
   */
  async #renew(call: Call): Promise<boolean> {
    const { token, rejectedToken, options } = call;
    if (!token || options.accessToken !== undefined || rejectedToken !== undefined) return false;
    if (!call.isApiOrigin || !this.#authenticator.canRenew || call.notReplayableReason !== undefined)
      return false;
    call.rejectedToken = token;
    const renewed = await this.#authenticator.renewToken(token, call.deadline.signal);
    if (renewed === undefined || renewed === token) return false;
    call.token = renewed;
    call.isRenewed = true;
    return true;
  }

  #event({ method, url, isApiOrigin, attempts }: Call): { method: string; url: string; attempt: number } {
    return { method, url: isApiOrigin ? url.href : url.origin + url.pathname, attempt: attempts };
  }

  #reportPause({ method, request: { resource } }: Call, delay: number): void {
    this.#telemetry.wait({ method, resource, delay });
  }
}
