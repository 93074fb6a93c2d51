/** An attempt to send a request. */
export interface RequestEvent {
  readonly method: string;
  readonly url: string;
  /** Which attempt of its call it is, from 1. */
  readonly attempt: number;
}

/** The service answered, well or badly. */
export interface ResponseEvent extends RequestEvent {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The id Webex support asks for. */
  readonly trackingId: string | undefined;
  /** Milliseconds from sending the request to the end of the answer. */
  readonly duration: number;
}

/** The service gave no answer that could be read. */
export interface RequestErrorEvent extends RequestEvent {
  readonly error: unknown;
  /** Milliseconds until it failed. */
  readonly duration: number;
}

/** A request is going to be sent again. */
export interface RetryEvent extends RequestEvent {
  /** What became of the attempt. */
  readonly error: unknown;
  /** Milliseconds until the next one, at the earliest. */
  readonly delay: number;
}

/** The service told one request to wait, and all others of its kind wait with it. */
export interface WaitEvent {
  readonly method: string;
  /** The first segment of the paths that wait, such as `messages`. */
  readonly resource: string;
  /** Milliseconds until the first of them goes. */
  readonly delay: number;
}

/**
 * Functions that are told what a session does. They hold nothing up and change nothing: what they return is not waited
 * for, and an error in one becomes a warning of the process. No event holds a token or a body.
 */
export interface Hooks {
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined;
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  readonly onError?: ((event: RequestErrorEvent) => unknown) | undefined;
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
  readonly onWait?: ((event: WaitEvent) => unknown) | undefined;
}
