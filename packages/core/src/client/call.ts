import { type ErrorContext, type Failure, timeoutError } from '../errors/create-error.js';
import type { RateLimitError } from '../errors/errors.js';
import { Secrets } from '../errors/secrets.js';
import type { MultipartBody } from '../files/multipart.js';
import type { PreparedRequest } from '../request/build-request.js';
import { idHint } from '../request/id-hint.js';
import type { SessionRequest } from '../request/request-options.js';
import type { ResolvedOptions } from '../session-options.js';
import { allowManyListeners } from '../utils/platform.js';
import { type Deadline, startDeadline } from './deadline.js';
import { type RetryLimits, resolveRetryLimits } from './retry.js';

/** Methods that do the same when they are done twice. */
const idempotentMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** The state of one call: what is sent, and what has happened so far. Also what an error about it may say. */
export class Call implements ErrorContext {
  readonly request: PreparedRequest;
  readonly options: SessionRequest;
  readonly session: ResolvedOptions;
  readonly multipart: MultipartBody | undefined;
  /** Requests of one bucket are rate limited together. */
  readonly bucket: string;
  readonly replaySafe: boolean;
  readonly deadline: Deadline;
  /** Where the current attempt goes: another address than the request's after a redirect. */
  url: URL;
  /** `false` for a call without a token; `undefined` until the source has been asked. */
  token: string | false | undefined;
  /** The token that was refused; set by the one renewal of a call. */
  rejectedToken: string | undefined;
  /** Whether `token` has just been renewed, so that the source need not be asked. */
  isRenewed = false;
  /** When it began to wait for its turn, by the clock of `performance`. */
  enteredAt = 0;
  /** How often it was sent so far. */
  attempts = 0;
  /** Failures that count against `maxRetries`. */
  failures = 0;
  /** Milliseconds waited, which count against `maxWait`. */
  waited = 0;
  /** Set if it was rate limited: it then goes first in its bucket. */
  rateLimit: RateLimitError | undefined;
  /** The last error: the cause of a TimeoutError. */
  lastError: unknown;

  constructor(
    request: PreparedRequest,
    options: SessionRequest,
    session: ResolvedOptions,
    multipart: MultipartBody | undefined,
  ) {
    this.request = request;
    this.options = options;
    this.session = session;
    this.multipart = multipart;
    this.url = request.url;
    this.bucket = `${request.method} ${request.resource}`;
    this.replaySafe = options.idempotent ?? idempotentMethods.has(request.method);
    if (options.signal !== undefined) allowManyListeners(options.signal);
    const totalTimeout = options.totalTimeout ?? session.totalTimeout;
    this.deadline = startDeadline(remainingOf(totalTimeout, request), options.signal, () =>
      timeoutError(this, totalTimeout ?? 0, { total: true, cause: this.lastError }),
    );
  }

  /** Needed only if the call has to wait or fails. */
  get limits(): RetryLimits {
    return resolveRetryLimits(this.session, this.options);
  }

  get method(): string {
    return this.request.method;
  }

  /** Only the API's own origin gets the token and the caller's headers, and is shown with its query. */
  get isApiOrigin(): boolean {
    return this.url.origin === this.session.baseUrl.origin;
  }

  get confidential(): boolean {
    return this.options.confidential ?? false;
  }

  get hints(): SessionRequest['hints'] {
    return this.options.hints;
  }

  secrets(): Secrets {
    const { form, body, query, extraBody, extraQuery, headers, accessToken } = this.options;
    return new Secrets({
      tokens: [this.token, this.rejectedToken, accessToken],
      form,
      values: [body, query, extraBody, extraQuery, headers, this.request.headers],
      proxies: this.session.connection?.proxies ?? [],
    });
  }

  /** Why it can't be sent again, if it can't. */
  get notReplayableReason(): string | undefined {
    return this.multipart?.notReplayableReason;
  }

  /** Sentences for an error: why it was not tried again, and a proxy that was perhaps meant to be used. */
  notes({ status, delivery, isTimeout = status === 504 }: Failure): string[] {
    const notes: string[] = [];
    const mayRepeat =
      status === undefined
        ? this.replaySafe || delivery === 'not-sent'
        : [401, 423, 429].includes(status) || (this.replaySafe && [502, 503, 504].includes(status));
    const reason = mayRepeat ? this.notReplayableReason : undefined;
    if (reason !== undefined) notes.push(reason);
    const aboutId = status === 400 || status === 404 ? this.#idHint() : undefined;
    if (aboutId !== undefined) notes.push(aboutId);
    const { slowHint } = this.request.page ?? {};
    if (slowHint !== undefined && isTimeout) notes.push(slowHint);
    const variable =
      status === undefined ? this.session.connection?.unusedProxyVariable(this.url) : undefined;
    if (variable !== undefined) {
      notes.push(`${variable} is set but not used: pass proxies: 'environment' to go through that proxy.`);
    }
    return notes;
  }

  #idHint(): string | undefined {
    const { form, body, query } = this.options;
    return idHint(this.request.segments, { ...query, ...body, ...form });
  }
}

function remainingOf(totalTimeout: number | undefined, { page }: PreparedRequest): number | undefined {
  return totalTimeout === undefined || page === undefined
    ? totalTimeout
    : Math.max(1, totalTimeout - page.elapsed);
}
