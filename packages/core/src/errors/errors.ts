import type { Reply } from '../http/reply.js';
import { isInstance, markAsOurs } from './error-identity.js';

/** The request an error is about. */
export interface RequestSummary {
  readonly method: string;
  readonly url: string;
}

/** What every error of this SDK is an instance of, save for the TypeErrors that report wrong arguments. */
export class WebexError extends Error {
  constructor(message?: string, options?: ErrorOptions) {
    super(message, options);
    markAsOurs(this);
  }

  override get name(): string {
    return 'WebexError';
  }

  /** Two versions of this package in one program have classes of their own: an error of either is an instance of both. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked about is a subclass, mostly.
    return isInstance(value, this);
  }
}

/** No access token, or one that can't be sent. */
export class AccessTokenError extends WebexError {
  override get name() {
    return 'AccessTokenError' as const;
  }
}

/** The service could not be reached, or the connection broke before its answer was complete. */
export class ConnectionError extends WebexError implements RequestSummary {
  override get name() {
    return 'ConnectionError' as const;
  }

  readonly method: string;
  readonly url: string;
  /** The code of the fault beneath, such as `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(request: RequestSummary, message: string, code?: string, options?: ErrorOptions) {
    super(`${message} (${request.method} ${request.url})`, options);
    this.method = request.method;
    this.url = request.url;
    this.code = code;
  }
}

/** A file can't be sent or saved: it is missing, unreadable, too large, or not all of it is there. */
export class FileError extends WebexError {
  override get name() {
    return 'FileError' as const;
  }
}

/**
 * An attempt took longer than `timeout`, a call longer than `totalTimeout`, or the transfer of a file stood still for
 * `timeout`.
 */
export class TimeoutError extends WebexError implements RequestSummary {
  override get name() {
    return 'TimeoutError' as const;
  }

  readonly method: string;
  readonly url: string;

  constructor(
    request: RequestSummary,
    timeout: number,
    options?: ErrorOptions,
    scope = '',
    standstill = false,
  ) {
    const what = standstill ? 'The transfer stood still for' : 'No complete answer within';
    super(`${what} ${timeout} ms${scope} (${request.method} ${request.url})`, options);
    this.method = request.method;
    this.url = request.url;
  }
}

/** An answer that can't be what the service documents: a success that is not JSON, or more than `maxResponseSize`. */
export class MalformedResponseError extends WebexError implements RequestSummary {
  override get name() {
    return 'MalformedResponseError' as const;
  }

  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** The answer's text. */
  readonly body: string;

  constructor(reply: Reply, message: string, options?: ErrorOptions) {
    super(`${message} (${reply.status}, ${reply.method} ${reply.url})`, options);
    this.method = reply.method;
    this.url = reply.url;
    this.status = reply.status;
    // Not enumerable: a log line of the error should not carry megabytes.
    this.body = reply.body;
    Object.defineProperty(this, 'body', { enumerable: false });
  }
}

/** What the service said of the request it refused. */
export interface ApiErrorDetails extends RequestSummary {
  readonly status: number;
  /** The status in words, such as `Not Found`. */
  readonly statusText: string;
  /** What the service says went wrong, item by item; empty where it doesn't say. */
  readonly errors: readonly { readonly description: string }[];
  /** The id Webex support asks for. */
  readonly trackingId: string | undefined;
  /** Seconds the service asks to wait: always there for 429, for others where it sent `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The answer's headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's body: parsed where it is JSON, else its text. */
  readonly body: unknown;
}

/** The service refused a request. `message` holds status, explanation and tracking id, and can be shown as it is. */
export class ApiError extends WebexError implements ApiErrorDetails {
  override get name(): string {
    return 'ApiError';
  }

  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  declare readonly statusText: string;
  declare readonly errors: readonly { readonly description: string }[];
  declare readonly trackingId: string | undefined;
  declare readonly retryAfter: number | undefined;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly body: unknown;

  constructor(message: string, refusal: ApiErrorDetails) {
    super(message);
    Object.assign(this, refusal);
    // Not enumerable: a log line of the error should not carry megabytes.
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

/** 403: the token is good, its owner may not do this. */
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

/** 409: it contradicts what is there, such as adding a member twice. */
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
 * 429: too many requests, and the session was told not to wait, or not for that long. Has no `headers` where the request
 * was not sent: the service had told others of its kind to wait.
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
