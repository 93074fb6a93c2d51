import type { Delivery } from '../errors/errors.js';

/**
 * Sends requests, one attempt each. The session does everything else: it adds the token, retries, follows redirects,
 * limits time and size, and turns responses into errors. A transport never retries, follows redirects, judges a status or
 * starts a timer of its own.
 */
export interface Transport {
  /** Shown in error messages and logs. */
  readonly name: string;
  readonly limits?: TransportLimits | undefined;
  /** Starts one request. Doesn't throw: what goes wrong rejects `response`, or whoever reads the body. */
  start(request: TransportRequest): TransportExchange;
  /** Closes all connections, and ends requests under way. */
  close?(): Promise<void>;
}

/** What a runtime doesn't allow a transport to do. */
export interface TransportLimits {
  /** The runtime follows redirects by itself and hides them. */
  readonly followsRedirects?: boolean | undefined;
  /** Bodies can't be streamed: the session collects an upload in memory first. */
  readonly buffersUploads?: boolean | undefined;
  /** The runtime may send a request twice, and nothing stops it. */
  readonly mayResend?: boolean | undefined;
}

/** One attempt to send a request. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names. Holds `content-length` if the length of a streamed body is known. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is read once, with back pressure, and closed if the request ends early. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** Whether the service may receive the request twice without harm. */
  readonly replaySafe: boolean;
  /** Files only, and only for transports whose `limits.followsRedirects` is set. */
  readonly followRedirects: boolean;
  /** Ends the exchange: `response`, or whoever reads the body, rejects. */
  readonly signal: AbortSignal | undefined;
  /** Called with the number of bytes of a streamed body that have been written so far. */
  readonly onSent: ((bytes: number) => void) | undefined;
}

/** A request under way. */
export interface TransportExchange {
  /** Resolves when the headers have arrived; rejects with a TransportError if none arrive. */
  readonly response: Promise<TransportResponse>;
  /** Ends the exchange at any time: `response`, or whoever reads the body, rejects with `reason`. */
  abort(reason: Error): void;
}

/** A response, whatever its status. */
export interface TransportResponse {
  readonly status: number;
  /** As it came; empty over HTTP/2. */
  readonly statusText: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: TransportBody;
}

/** The decoded content. Leaving a loop over it frees the connection; a body that breaks off is a TransportError. */
export interface TransportBody extends AsyncIterable<Uint8Array> {
  /** Reads to the end. Resolves to `undefined` once there are more than `limit` bytes, and reads no further. */
  collect(limit: number): Promise<Uint8Array | undefined>;
  /** Gives the body up, and the connection with it if the body is incomplete. */
  cancel(): void;
}

/** The same symbol in every copy of this package. */
const brand = Symbol.for('@wxt/core/TransportError');

/** What a transport rejects with if a request fails. A transport that can't tell how far it got says `unknown`. */
export class TransportError extends Error {
  override get name() {
    return 'TransportError' as const;
  }

  /**
   * How far the request got.
   *
   * - `not-sent`: no byte of it reached a ready connection (DNS, refused, unreachable, TLS handshake, proxy). The session
   *   repeats it, whatever its method.
   * - `unknown`: something may have been sent, and no complete head came back. Repeated if the request is replay-safe.
   * - `answered`: a head came back, and the body broke off or the framing is invalid. Repeated if it is replay-safe.
   */
  readonly delivery: Delivery;
  /** Whether trying again can't help, such as with an untrusted certificate. */
  readonly permanent: boolean;
  /** The code of the error beneath, such as `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(
    message: string,
    options: {
      readonly delivery: Delivery;
      readonly permanent?: boolean | undefined;
      readonly code?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.delivery = options.delivery;
    this.permanent = options.permanent ?? false;
    this.code = options.code;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Whether an error is a TransportError of this or another copy of this package. */
export function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && brand in error;
}
