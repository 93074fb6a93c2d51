import { Admission } from './admission.js';
import { allowListeners } from './allow-listeners.js';
import { apiError } from './api-error.js';
import { createTokenSource } from './auth.js';
import { authorize } from './authorize.js';
import { parseBody } from './body.js';
import { withDeadline } from './deadline.js';
import { openPages } from './list-pages.js';
import { Observer } from './observer.js';
import { Paginator } from './paginator.js';
import { type PreparedCall, prepareCall } from './prepared-call.js';
import type { Reply } from './reply.js';
import { retryPolicy } from './retry.js';
import type { SessionOptions } from './session-options.js';
import { resolveSettings } from './settings.js';
import { createTransport } from './transport.js';
import type { Page, Path, SessionListRequest, SessionRequest } from './types.js';
import { userAgent } from './user-agent.js';
import { withRetries } from './with-retries.js';

/** Methods that do the same when they are done twice. */
const idempotent = new Set(['GET', 'PUT', 'DELETE']);

/**
 * A connection to Webex: a token, an address, and the care for everything between a call and its answer. Resources
 * share one; it reaches any other endpoint of the API too.
 *
 * @see https://developer.webex.com/docs/basics
 */
export interface Session {
  /** Where the API is; ends in a slash. */
  readonly baseUrl: string;
  /** Sends a GET and answers with the parsed body. */
  get<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a POST and answers with the parsed body. */
  post<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PUT and answers with the parsed body. */
  put<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PATCH and answers with the parsed body. */
  patch<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a DELETE. */
  delete(path: Path, request?: SessionRequest): Promise<void>;
  /** A list of pages. Throws a TypeError for wrong parameters; sends nothing until it is read. */
  list<Item, P extends Page<Item> = Page<Item>>(path: Path, request?: SessionListRequest): Paginator<Item, P>;
}

/** Named apart from the interface, which is all that others see of it. */
class HttpSession implements Session {
  readonly baseUrl: string;
  readonly #settings;
  readonly #tokens;
  readonly #headers;
  readonly #transport;
  readonly #admission;
  readonly #observer;

  constructor(options: SessionOptions = {}) {
    this.#settings = resolveSettings(options, process.env);
    this.#tokens = createTokenSource(options.accessToken, process.env);
    this.#headers = {
      accept: 'application/json',
      'user-agent': userAgent(this.#settings.beGeoId, this.#settings.caller),
    };
    this.#transport = createTransport(this.#settings);
    this.#admission = new Admission(this.#settings.maxConcurrency);
    this.#observer = new Observer(this.#settings.logger, this.#settings.hooks);
    this.baseUrl = this.#settings.baseUrl.href;
  }

  get<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('GET', path, request);
  }

  post<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('POST', path, request);
  }

  put<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('PUT', path, request);
  }

  patch<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('PATCH', path, request);
  }

  async delete(path: Path, request: SessionRequest = {}): Promise<void> {
    await this.#send(prepareCall('DELETE', this.#settings.baseUrl, path, request), path, request);
  }

  list<Item, P extends Page<Item> = Page<Item>>(
    path: Path,
    request: SessionListRequest = {},
  ): Paginator<Item, P> {
    const call = prepareCall('GET', this.#settings.baseUrl, path, request);
    const fetch = (url: URL, signal: AbortSignal) =>
      this.#send({ ...call, url }, path, { ...request, signal });
    return new Paginator<Item, P>((limit, signal) => {
      const first = new URL(call.url);
      if (limit !== undefined && limit <= (request.largestPage ?? 0) && !first.searchParams.has('max')) {
        first.search += `${first.search === '' ? '?' : '&'}max=${limit}`;
      }
      return openPages<P>(fetch, first, request.paging ?? 'link', signal);
    }, request.signal);
  }

  async #call<T>(method: string, path: Path, request: SessionRequest = {}): Promise<T> {
    const call = prepareCall(method, this.#settings.baseUrl, path, request);
    return parseBody(await this.#send(call, path, request), request.confidential) as T;
  }

  #send(call: PreparedCall, path: Path, request: SessionRequest): Promise<Reply> {
    const { totalTimeout = this.#settings.totalTimeout } = request;
    const { method, url } = { method: call.method, url: call.url.href };
    const [resource = ''] = path;
    let attempt = 0;
    allowListeners(request.signal);
    return withDeadline({ method, url }, totalTimeout, request.signal, (deadline) => {
      const { signal } = deadline;
      const send = (token: string | false) => {
        attempt += 1;
        return this.#attempt(call, { ...request, signal }, token, attempt);
      };
      // A caller who writes the header needs no token.
      const { accessToken = call.headers.authorization === undefined ? undefined : false } = request;
      return withRetries(authorize(send, this.#tokens, this, { accessToken, signal }), {
        request: { method, url },
        policy: retryPolicy(this.#settings, request),
        admission: this.#admission,
        kind: `${method} ${resource}`,
        idempotent: request.idempotent ?? idempotent.has(method),
        deadline,
        onRetry: (error, delay) => this.#observer.retry({ method, url, attempt, error, delay }),
        onWait: (delay) => this.#observer.wait({ method, resource, delay }),
      });
    });
  }

  async #attempt(
    call: PreparedCall,
    { timeout = this.#settings.timeout, signal, hints, onResponse }: SessionRequest,
    token: string | false,
    attempt: number,
  ): Promise<Reply> {
    signal?.throwIfAborted();
    const authorization = token && { authorization: `Bearer ${token}` };
    const headers = { ...this.#headers, ...authorization, ...call.headers };
    const event = { method: call.method, url: call.url.href, attempt };
    const reply = await this.#observer.attempt(event, onResponse, () =>
      this.#transport({ ...call, headers, timeout, signal }),
    );
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw apiError(reply, hints?.[reply.status]);
  }
}

/**
 * Makes a session. Reads the environment now and never again; throws an AccessTokenError where there is no token, a
 * TypeError for an option that is wrong. What a session is is an interface, so that a resource accepts one made by
 * another version of this package.
 */
export const Session: new (options?: SessionOptions) => Session = HttpSession;
