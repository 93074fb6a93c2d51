/** An attempt to send a request. */
export interface RequestEvent {
  readonly method: string;
  readonly url: string;
  /** Which attempt of its call it is, from 1. */
  readonly attempt: number;
}

/** The service responded, with any status. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The id Webex support asks for. */
  readonly trackingId: string | undefined;
  /** Milliseconds from sending the request to the end of the response. */
  readonly duration: number;
}

/** No complete response arrived. */
export interface RequestErrorEvent extends RequestEvent {
  readonly error: unknown;
  /** Milliseconds until it failed. */
  readonly duration: number;
}

/** A request is going to be sent again. */
export interface RetryEvent extends RequestEvent {
  /** The error of the attempt. */
  readonly error: unknown;
  /** Milliseconds until the next one, at the earliest. */
  readonly delay: number;
}

/** A request was rate limited, and all requests of its bucket wait. */
export interface WaitEvent {
  readonly method: string;
  /** The first segment of the paths that wait, such as `messages`. */
  readonly resource: string;
  /** Milliseconds until the first of them is sent. */
  readonly delay: number;
}

/**
 * Functions that are called with what a session does. They don't delay or change a request: what they return is not
 * awaited, and an error in one becomes a process warning. No event holds a token or a body.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  readonly onError?: ((event: RequestErrorEvent) => unknown) | undefined;
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
  readonly onWait?: ((event: WaitEvent) => unknown) | undefined;
}
