import { isInstance, markAsWebexError } from './instanceof.js';
import { cut } from './text.js';

/** Of the URL, in a message. */
const maxUrl = 500;

/** The request an error is about. */
export interface RequestSummary {
  readonly method: string;
  /** The URL as it may be shown: credentials removed; of another host than the API's, without its query. */
  readonly url: string;
}

/** The response an error is about. */
export interface ErrorResponse extends RequestSummary {
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What is known about a request whose connection failed: `not-sent` if the service can't have received it, `answered` if
 * response headers had come, `unknown` otherwise: the service may have acted on it.
 */
export type Delivery = 'not-sent' | 'unknown' | 'answered';

/** Base class of all errors of this SDK, except for the TypeErrors that report invalid arguments. */
export class WebexError extends Error {
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    markAsWebexError(this);
  }

  override get name(): string {
    return 'WebexError';
  }

  /** If a program loads two copies of this package, an error of either is an instance of the classes of both. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class on the right of `instanceof`.
    return isInstance(value, this);
  }
}

/** There is no access token, or it can't be sent. */
export class AccessTokenError extends WebexError {
  override get name(): string {
    return 'AccessTokenError';
  }
}

/** The service could not be reached, or the connection was lost before the response was complete. */
export class ConnectionError extends WebexError implements RequestSummary {
  override get name() {
    return 'ConnectionError' as const;
  }

  readonly method: string;
  readonly url: string;
  /** The code of the underlying error, such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  /** Whether the service can have received the request. */
  readonly delivery: Delivery;
  /** Whether another attempt would fail in the same way, as with an untrusted certificate. */
  readonly permanent: boolean;

  constructor(
    request: RequestSummary,
    message: string,
    code?: string,
    options: ErrorOptions & {
      readonly delivery?: Delivery | undefined;
      readonly permanent?: boolean | undefined;
    } = {},
  ) {
    const { delivery = 'unknown', permanent = false, ...others } = options;
    super(`${message} (${request.method} ${cut(request.url, maxUrl)})`, others);
    this.method = request.method;
    this.url = request.url;
    this.code = code;
    this.delivery = delivery;
    this.permanent = permanent;
  }
}

/** A file can't be sent or saved: it is missing, unreadable, too large or incomplete. */
export class FileError extends WebexError {
  override get name() {
    return 'FileError' as const;
  }
}

/** An attempt took longer than `timeout`, a call longer than `totalTimeout`, or a file's transfer stalled for `timeout`. */
export class TimeoutError extends WebexError implements RequestSummary {
  override get name() {
    return 'TimeoutError' as const;
  }

  readonly method: string;
  readonly url: string;

  /** Whether the whole call took too long (`totalTimeout`), rather than an attempt or a transfer. */
  readonly total: boolean;

  constructor(
    request: RequestSummary,
    message: string,
    options: ErrorOptions & { readonly total?: boolean | undefined } = {},
  ) {
    const { total = false, ...others } = options;
    super(`${message} (${request.method} ${cut(request.url, maxUrl)})`, others);
    this.method = request.method;
    this.url = request.url;
    this.total = total;
  }
}

/** A response that isn't what the service documents: a success that is not JSON, or one over `maxResponseSize`. */
export class MalformedResponseError extends WebexError implements RequestSummary {
  override get name() {
    return 'MalformedResponseError' as const;
  }

  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** The response's text, secrets removed, at most 64 KiB. Empty if the response may hold secrets. */
  readonly body: string;

  constructor(response: ErrorResponse, message: string, options?: ErrorOptions) {
    super(`${message} (${response.status}, ${response.method} ${cut(response.url, maxUrl)})`, options);
    this.method = response.method;
    this.url = response.url;
    this.status = response.status;
    // Not enumerable, so that logging the error doesn't log the whole body.
    this.body = response.body;
    Object.defineProperty(this, 'body', { enumerable: false });
  }
}

/** One of the reasons the service gives for refusing a request, with the attributes it sends. */
export interface ApiErrorItem {
  /** What is wrong; empty if the service gives only a code. */
  readonly description: string;
  readonly code?: string | number | undefined;
  readonly errorCode?: string | number | undefined;
  readonly [attribute: string]: unknown;
}

/** What the service says about a request it refused. */
export interface ApiErrorDetails extends RequestSummary {
  readonly status: number;
  /** The reason phrase of the status, such as `Not Found`. */
  readonly statusText: string;
  /** The reasons the service gives, one by one; empty if it gives none. */
  readonly errors: readonly ApiErrorItem[];
  /** The id to give to Webex support. */
  readonly trackingId: string | undefined;
  /** Seconds the service asks to wait: always set for 429, else only if it sent `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The response's headers, names in lower case, secrets removed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The response's body, secrets removed: parsed if it is JSON, else its text, at most 64 KiB. */
  readonly body: unknown;
}

/** The service refused a request. `message` holds the status, the explanation and the tracking id, and is safe to show. */
export class ApiError extends WebexError implements ApiErrorDetails {
  override get name(): string {
    return 'ApiError';
  }

  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  declare readonly statusText: string;
  declare readonly errors: readonly ApiErrorItem[];
  declare readonly trackingId: string | undefined;
  declare readonly retryAfter: number | undefined;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly body: unknown;

  constructor(message: string, details: ApiErrorDetails) {
    super(message);
    Object.assign(this, details);
    // Not enumerable, so that logging the error doesn't log the whole body.
    Object.defineProperty(this, 'body', { enumerable: false });
  }
}

/** 400: a parameter is missing, malformed or contradicts another. */
export class BadRequestError extends ApiError {
  override get name() {
    return 'BadRequestError' as const;
  }
}

/** 401: the access token is unknown, expired or revoked. */
export class UnauthorizedError extends ApiError {
  override get name() {
    return 'UnauthorizedError' as const;
  }
}

/** 403: the token is valid, but its owner may not do this. */
export class ForbiddenError extends ApiError {
  override get name() {
    return 'ForbiddenError' as const;
  }
}

/** 404: there is no such thing, or the token's owner can't see it. */
export class NotFoundError extends ApiError {
  override get name() {
    return 'NotFoundError' as const;
  }
}

/** 409: it conflicts with what exists, such as adding a member twice. */
export class ConflictError extends ApiError {
  override get name() {
    return 'ConflictError' as const;
  }
}

/** 423: it is locked for now, such as a file that is being scanned. */
export class LockedError extends ApiError {
  override get name() {
    return 'LockedError' as const;
  }
}

/**
 * 429: too many requests, and the session was told not to wait, or not for that long. `headers` is empty if the request
 * was not sent because the service had asked earlier requests to wait.
 */
export class RateLimitError extends ApiError {
  override get name() {
    return 'RateLimitError' as const;
  }

  declare readonly retryAfter: number;
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  override get name() {
    return 'ServerError' as const;
  }
}
