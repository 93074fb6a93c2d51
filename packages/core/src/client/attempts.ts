import { apiError } from '../errors/api-error.js';
import type { MultipartBody } from '../files/multipart-body.js';
import type { OutgoingRequest } from '../http/http-client.js';
import { readText } from '../http/read-text.js';
import type { OpenReply, Reply, ReplyHead } from '../http/reply.js';
import { createTransport } from '../http/transport.js';
import { anonymousHeaders } from '../request/file-call.js';
import type { PreparedCall } from '../request/prepared-call.js';
import type { Settings } from '../settings.js';
import type { SessionRequest } from '../types.js';
import { userAgent } from '../user-agent.js';
import { withoutQuery } from '../utils/without-query.js';
import { isRedirect } from './follow-redirects.js';
import type { Observer } from './observer.js';

/** One attempt of a call. */
export interface Attempt {
  readonly request: SessionRequest;
  readonly token: string | false;
  /** From 1. */
  readonly number: number;
}

/** Makes single attempts: sends what is to be sent, tells who listens, and throws what the service refuses. */
export class Attempts {
  readonly #settings: Settings;
  readonly #observer: Observer;
  readonly #transport;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(settings: Settings, observer: Observer) {
    this.#settings = settings;
    this.#observer = observer;
    this.#transport = createTransport(settings);
    this.#headers = {
      accept: 'application/json',
      'user-agent': userAgent(settings.beGeoId, settings.caller),
    };
  }

  /** Answers with a success whose body has been read. */
  async send(call: PreparedCall, attempt: Attempt, multipart?: MultipartBody): Promise<Reply> {
    const outgoing = this.#outgoing(call, attempt);
    const headers = { ...outgoing.headers, ...multipart?.headers };
    const send = (body: OutgoingRequest['body']) => this.#transport.send({ ...outgoing, headers, body });
    const reply = await this.#observed(call, attempt, () =>
      multipart ? multipart.send(send) : send(call.body),
    );
    if (isSuccess(reply)) return reply;
    throw apiError(reply, attempt.request.hints?.[reply.status]);
  }

  /** Answers with a success or a redirect, whose body is still to be read. */
  async open(call: PreparedCall, attempt: Attempt): Promise<OpenReply> {
    const { onProgress, hints, signal } = attempt.request;
    const reply = await this.#observed(call, attempt, () =>
      this.#transport.open({ ...this.#outgoing(call, attempt), onProgress }),
    );
    if (isSuccess(reply) || isRedirect(reply)) return reply;
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

function isSuccess({ status }: ReplyHead): boolean {
  return status >= 200 && status < 300;
}
