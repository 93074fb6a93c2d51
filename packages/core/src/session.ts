import { Admission } from './admission.js';
import { allowListeners } from './allow-listeners.js';
import { apiError } from './api-error.js';
import { createTokenSource } from './auth.js';
import { authorize } from './authorize.js';
import { parseBody } from './body.js';
import { withDeadline } from './deadline.js';
import { createDownload, type Download, describeFile, type FileDescription } from './download.js';
import { anonymousHeaders, prepareFileCall } from './file-call.js';
import { followRedirects, isRedirect } from './follow-redirects.js';
import { openPages } from './list-pages.js';
import { createMultipartBody, type MultipartBody } from './multipart-body.js';
import { Observer } from './observer.js';
import { Paginator } from './paginator.js';
import { type PreparedCall, prepareCall } from './prepared-call.js';
import { readText } from './read-text.js';
import type { OpenReply, Reply, ReplyHead } from './reply.js';
import { retryPolicy } from './retry.js';
import type { SessionOptions } from './session-options.js';
import { resolveSettings } from './settings.js';
import { createTransport, type OutgoingRequest } from './transport.js';
import type { Page, Path, SessionListRequest, SessionRequest } from './types.js';
import { userAgent } from './user-agent.js';
import { withRetries } from './with-retries.js';
import { withoutQuery } from './without-query.js';

/** Methods that do the same when they are done twice. */
const idempotent = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

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
  /**
   * Opens a file at a URL of this API. Redirects are followed, the token is sent to this API alone. Throws a TypeError
   * for the URL of anything else.
   */
  download(url: string, request?: SessionRequest): Promise<Download>;
  /** Asks by a HEAD what there is to know of a file, without fetching it. */
  describeFile(url: string, request?: SessionRequest): Promise<FileDescription>;
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

  async download(url: string, request: SessionRequest = {}): Promise<Download> {
    const reply = await this.#openFile('GET', url, request);
    return createDownload(reply, reply.body, request.signal);
  }

  async describeFile(url: string, request: SessionRequest = {}): Promise<FileDescription> {
    const reply = await this.#openFile('HEAD', url, request);
    reply.body.resume();
    return describeFile(reply);
  }

  async #openFile(method: 'GET' | 'HEAD', fileUrl: string, request: SessionRequest): Promise<OpenReply> {
    const call = prepareFileCall(method, this.#settings.baseUrl, fileUrl, request);
    return this.#retrying(call, 'file', request, (attempt) =>
      followRedirects(call.url, (url) => this.#open({ ...call, url }, attempt)),
    );
  }

  async #call<T>(method: string, path: Path, request: SessionRequest = {}): Promise<T> {
    const call = prepareCall(method, this.#settings.baseUrl, path, request);
    const { uploads = {}, onProgress } = request;
    const multipart = call.parts && (await createMultipartBody(call.parts, { uploads, onProgress }));
    return parseBody(await this.#send(call, path, request, multipart), request.confidential) as T;
  }

  #send(call: PreparedCall, path: Path, request: SessionRequest, multipart?: MultipartBody): Promise<Reply> {
    const send = (attempt: Attempt) => this.#attempt(call, attempt, multipart);
    return this.#retrying(call, path[0] ?? '', request, send, () => multipart?.spent);
  }

  #retrying<T>(
    call: PreparedCall,
    resource: string,
    request: SessionRequest,
    send: (attempt: Attempt) => Promise<T>,
    spent?: () => string | undefined,
  ): Promise<T> {
    const { totalTimeout = this.#settings.totalTimeout } = request;
    const { method, url } = { method: call.method, url: call.url.href };
    let number = 0;
    allowListeners(request.signal);
    return withDeadline({ method, url }, totalTimeout, request.signal, (deadline) => {
      const { signal } = deadline;
      const sendWith = (token: string | false) => {
        number += 1;
        return send({ request: { ...request, signal }, token, number });
      };
      // A caller who writes the header needs no token.
      const { accessToken = call.headers.authorization === undefined ? undefined : false } = request;
      return withRetries(authorize(sendWith, this.#tokens, this, { accessToken, signal }, spent), {
        request: { method, url },
        policy: retryPolicy(this.#settings, request),
        admission: this.#admission,
        kind: `${method} ${resource}`,
        idempotent: request.idempotent ?? idempotent.has(method),
        spent,
        deadline,
        onRetry: (error, delay) => this.#observer.retry({ method, url, attempt: number, error, delay }),
        onWait: (delay) => this.#observer.wait({ method, resource, delay }),
      });
    });
  }

  async #attempt(call: PreparedCall, attempt: Attempt, multipart?: MultipartBody): Promise<Reply> {
    const outgoing = this.#outgoing(call, attempt);
    const headers = { ...outgoing.headers, ...multipart?.headers };
    const send = (body: OutgoingRequest['body']) => this.#transport.send({ ...outgoing, headers, body });
    const reply = await this.#observed(call, attempt, () =>
      multipart ? multipart.send(send) : send(call.body),
    );
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw apiError(reply, attempt.request.hints?.[reply.status]);
  }

  async #open(call: PreparedCall, attempt: Attempt): Promise<OpenReply> {
    const { onProgress, hints, signal } = attempt.request;
    const reply = await this.#observed(call, attempt, () =>
      this.#transport.open({ ...this.#outgoing(call, attempt), onProgress }),
    );
    if ((reply.status >= 200 && reply.status < 300) || isRedirect(reply)) return reply;
    const body = await readText(reply.body);
    signal?.throwIfAborted();
    throw apiError({ ...reply, body }, hints?.[reply.status]);
  }

  #observed<R extends ReplyHead>(
    { method, url }: PreparedCall,
    { request, number }: Attempt,
    send: () => Promise<R>,
  ): Promise<R> {
    const shown = this.#isOurs(url) ? url.href : withoutQuery(url).href;
    return this.#observer.attempt({ method, url: shown, attempt: number }, request.onResponse, send);
  }

  /** The request as it goes out; to another host than the API's, without the token and what else is private. */
  #outgoing(call: PreparedCall, { request, token }: Attempt): OutgoingRequest {
    const { timeout = this.#settings.timeout, signal } = request;
    signal?.throwIfAborted();
    const authorization = token && { authorization: `Bearer ${token}` };
    const own = this.#isOurs(call.url) ? { ...authorization, ...call.headers } : anonymousHeaders;
    return { ...call, headers: { ...this.#headers, ...own }, timeout, signal };
  }

  #isOurs(url: URL): boolean {
    return url.origin === this.#settings.baseUrl.origin;
  }
}

/** One attempt of a call, from 1. */
interface Attempt {
  readonly request: SessionRequest;
  readonly token: string | false;
  readonly number: number;
}

/**
 * Makes a session. Reads the environment now and never again; throws an AccessTokenError where there is no token, a
 * TypeError for an option that is wrong. What a session is is an interface, so that a resource accepts one made by
 * another version of this package.
 */
export const Session: new (options?: SessionOptions) => Session = HttpSession;
