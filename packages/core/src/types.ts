import type { ResponseEvent } from './events.js';
import type { Paging } from './pagination/list-pages.js';
import type { ParameterRules } from './request/parameter-rules.js';

/** The known values of an enumeration that Webex may add to: completion without closing the set. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);

/**
 * Anything Webex answers with. Attributes the types don't know yet are readable as `unknown`; an optional attribute
 * that is absent reads as `undefined`.
 */
export interface ApiObject {
  readonly [attribute: string]: unknown;
}

/** One page of a list, as the service sent it: its items and any attributes beside them. */
export interface Page<Item> extends ApiObject {
  readonly items: readonly Item[];
}

/** The segments of a path below the base URL, unencoded: `['rooms', roomId]`. */
export type Path = readonly string[];

/** What every method of every resource takes as its last argument. */
export interface RequestOptions {
  /** Ends the call early, waits included: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds one attempt may take; where a file goes up or down, how long it may stand still. Default: the session's.
   */
  readonly timeout?: number;
  /** Milliseconds the call may take, attempts and waits included; for a list, each page. Default: the session's. */
  readonly totalTimeout?: number;
  /** Whether to wait when the service says to. Default: the session's. */
  readonly waitOnRateLimit?: boolean;
  /** How many times the call is sent again after a fault, where that is safe. Default: the session's. */
  readonly maxRetries?: number;
  /** Milliseconds the call may spend waiting, all its waits added up; for a list, each page. Default: the session's. */
  readonly maxWait?: number;
  /** Headers to send besides, or in place of, the session's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters the method's types don't list. */
  readonly extraQuery?: object;
  /** Body attributes the method's types don't list. */
  readonly extraBody?: object;
  /**
   * Is told status, headers and tracking id of each answer to this call: of those that are tried again and, for a list,
   * of each page. The last one is that of the call's result.
   */
  readonly onResponse?: (event: ResponseEvent) => unknown;
}

/** How far a transfer has come. */
export interface Progress {
  /** Bytes of the file that have gone up or come down in this attempt. */
  readonly transferred: number;
  /** Bytes there are; `undefined` where that isn't known yet. At the end, always the same as `transferred`. */
  readonly total: number | undefined;
}

/** What methods that move files take as their last argument. */
export interface TransferOptions extends RequestOptions {
  /** Is told how far it has come, from 0, at each piece; where an attempt is repeated, from 0 again. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a resource hands to the session besides the path. */
export interface SessionRequest extends TransferOptions {
  /** Query parameters. `undefined` is left out; `null`, `0`, `false` and `''` are sent; arrays are comma-joined. */
  readonly query?: object;
  /** Attributes of the JSON body. `undefined` is left out; everything else is sent. */
  readonly body?: object;
  /** Attributes of a form-encoded body, in place of `body`. */
  readonly form?: object;
  /**
   * Those attributes of `body` that are arrays of files, and how many bytes each file may have at most. Where one of
   * them is to be uploaded, the body is sent as `multipart/form-data`.
   */
  readonly uploads?: Readonly<Record<string, number>>;
  /** The names that parameters have on the wire, where those differ from the method's. */
  readonly fieldNames?: Readonly<Record<string, string>>;
  /** Whether the answer holds secrets: no error shows it then. */
  readonly confidential?: boolean;
  /** Sent in place of the session's access token; `false` sends none. */
  readonly accessToken?: string | false;
  /** The names of those attributes of `body` that go into the query. */
  readonly queryFields?: readonly string[];
  /** What must hold of the parameters, checked before anything is sent. */
  readonly rules?: ParameterRules;
  /** Sentences that explain an error status to the caller of this method, by status. */
  readonly hints?: Readonly<Record<number, string>>;
  /** Whether the request can be sent again after a fault that left its fate unknown. Default: by HTTP method. */
  readonly idempotent?: boolean;
}

/** What a resource hands to the session for a list. */
export interface SessionListRequest extends SessionRequest {
  /** The largest page size the service allows for this list; `take(n)` asks for pages no larger than needed. */
  readonly maxPageSize?: number;
  /** How the pages of the list lead on. Default: `link`. */
  readonly paging?: Paging;
}

/**
 * Where the session writes one line of text for each attempt and each repetition. `console` and loggers such as pino and
 * winston all fit; attributes to log are in the events of `hooks`.
 */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}
