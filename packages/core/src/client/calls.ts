import type { MultipartBody } from '../files/multipart-body.js';
import type { OpenReply, Reply } from '../http/reply.js';
import type { PreparedCall } from '../request/prepared-call.js';
import type { Session } from '../session.js';
import type { Settings } from '../settings.js';
import type { SessionRequest } from '../types.js';
import { allowListeners } from '../utils/allow-listeners.js';
import { Admission } from './admission.js';
import { type Attempt, Attempts } from './attempts.js';
import type { TokenSource } from './auth.js';
import { authorize } from './authorize.js';
import { withDeadline } from './deadline.js';
import { followRedirects } from './follow-redirects.js';
import { Observer } from './observer.js';
import { retryPolicy } from './retry.js';
import { withRetries } from './with-retries.js';

/** Methods that do the same when they are done twice. */
const idempotent = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Makes the calls of a session: in their time and turn, with a token, and again where that helps. */
export class Calls {
  readonly #settings: Settings;
  readonly #tokens: TokenSource;
  readonly #session: Session;
  readonly #admission: Admission;
  readonly #observer: Observer;
  readonly #attempts: Attempts;

  /** Token sources can ask the service for what they need through the session. */
  constructor(settings: Settings, tokens: TokenSource, session: Session) {
    this.#settings = settings;
    this.#tokens = tokens;
    this.#session = session;
    this.#admission = new Admission(settings.maxConcurrency);
    this.#observer = new Observer(settings.logger, settings.hooks);
    this.#attempts = new Attempts(settings, this.#observer);
  }

  /** Answers with a success. Calls of one method and resource wait together where the service tells one to wait. */
  send(
    call: PreparedCall,
    resource: string,
    request: SessionRequest,
    multipart?: MultipartBody,
  ): Promise<Reply> {
    const send = (attempt: Attempt) => this.#attempts.send(call, attempt, multipart);
    return this.#make(call, resource, request, send, () => multipart?.spent);
  }

  /** Answers with a file whose body is still to be read. */
  openFile(call: PreparedCall, request: SessionRequest): Promise<OpenReply> {
    return this.#make(call, 'file', request, (attempt) =>
      followRedirects(call.url, (url) => this.#attempts.open({ ...call, url }, attempt)),
    );
  }

  #make<T>(
    call: PreparedCall,
    resource: string,
    request: SessionRequest,
    send: (attempt: Attempt) => Promise<T>,
    spent?: () => string | undefined,
  ): Promise<T> {
    const { totalTimeout = this.#settings.totalTimeout } = request;
    const { method } = call;
    const url = call.url.href;
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
      return withRetries(authorize(sendWith, this.#tokens, this.#session, { accessToken, signal }, spent), {
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
}
