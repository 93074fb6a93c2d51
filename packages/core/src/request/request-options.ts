import type { ResponseEvent } from '../events.js';
import type { Progress } from '../types.js';
import type { ParameterRules } from './parameter-rules.js';

/** The segments of a path below the base URL, unencoded: `['rooms', roomId]`. */
export type Path = readonly string[];

/** What every method of every resource takes as its last argument. */
export interface RequestOptions {
  /** Ends the call early, waits included: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds one attempt may take; for a file, milliseconds without any data. Default: the session's. */
  readonly timeout?: number | undefined;
  /** Milliseconds the call may take, retries and waits included; for a list, each page. Default: the session's. */
  readonly totalTimeout?: number | undefined;
  /** Whether to wait when the service says to. Default: the session's. */
  readonly waitOnRateLimit?: boolean | undefined;
  /** How many times the call is sent again after a failure, if that is safe. Default: the session's. */
  readonly maxRetries?: number | undefined;
  /** Milliseconds the call may spend waiting, all its waits added up; for a list, each page. Default: the session's. */
  readonly maxWait?: number | undefined;
  /**
   * Whether the request may be sent again if it is unknown whether the service has acted on it. Set it to `true` for a POST
   * that does no harm when it is done twice. Default: true for GET, HEAD, PUT and DELETE unless the method says otherwise.
   */
  readonly idempotent?: boolean | undefined;
  /** Headers to send in addition to, or in place of, the session's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Query parameters the method's types don't list. */
  readonly extraQuery?: object | undefined;
  /** Body attributes the method's types don't list. */
  readonly extraBody?: object | undefined;
  /**
   * Called with status, headers and tracking id of each response to this call: also of those that are retried and, for a
   * list, of each page. The last one belongs to the call's result.
   */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
}

/** What methods that transfer files take as their last argument. */
export interface TransferOptions extends RequestOptions {
  /** Called after each chunk, starting at 0 bytes; starts over when the request is retried. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a resource passes to the session in addition to the path. */
export interface SessionRequest extends TransferOptions {
  /** Query parameters. `undefined` is left out; `null`, `0`, `false` and `''` are sent; arrays are comma-joined. */
  readonly query?: object | undefined;
  /** Attributes of the JSON body, or an array that is the body. `undefined` is left out; everything else is sent. */
  readonly body?: object | undefined;
  /** The media type of `body`. Default: `application/json`. */
  readonly mediaType?: string | undefined;
  /** Attributes of a form-encoded body, in place of `body`. */
  readonly form?: object | undefined;
  /**
   * The attributes of `body` that hold files, and how many bytes each file may have. If one of them is to be uploaded, the
   * body is sent as `multipart/form-data`.
   */
  readonly uploads?: Readonly<Record<string, number>> | undefined;
  /** The names that parameters have on the wire, if those differ from the method's. */
  readonly fieldNames?: Readonly<Record<string, string>> | undefined;
  /** The names of the attributes of `body` that are sent in the query. */
  readonly queryFields?: readonly string[] | undefined;
  /**
   * The names of attributes of `body` that the service only returns. They are not sent, so that an object that was read can
   * be changed and sent back; `extraBody` sends them all the same.
   */
  readonly readOnlyFields?: readonly string[] | undefined;
  /** The names of the parameters of `query` and `body` that are sent as headers. */
  readonly headerFields?: readonly string[] | undefined;
  /** Whether the response holds secrets: no error shows its body then. */
  readonly confidential?: boolean | undefined;
  /** Whether a success may have an empty body, which the call then resolves to `undefined` for. */
  readonly allowEmpty?: boolean | undefined;
  /** Sent in place of the session's access token; `false` sends none. */
  readonly accessToken?: string | false | undefined;
  /** What the path is below: the base URL, or the root of its host. Default: `baseUrl`. */
  readonly base?: 'baseUrl' | 'root' | undefined;
  /** Words that can't be the last segment of the path, since they name another endpoint. */
  readonly reserved?: readonly string[] | undefined;
  /** What must hold of the parameters, checked before anything is sent. */
  readonly rules?: ParameterRules | undefined;
  /** Sentences that explain an error status to the caller of this method, by status. */
  readonly hints?: Readonly<Record<number, string>> | undefined;
}

/**
 * How pages are requested if the service sends no `Link` header: `offset` and `start` add the number of items received,
 * `startIndex` too, from 1; `page` counts pages, from 0. A `Link` always wins.
 */
export type Paging = 'link' | 'offset' | 'start' | 'startIndex' | 'page';

/** What a resource passes to the session for a list. */
export interface SessionListRequest extends SessionRequest {
  /** The largest page size the service allows for this list; `take(n)` requests pages no larger than needed. */
  readonly maxPageSize?: number | undefined;
  /** How the next page is requested. Default: `link`. */
  readonly paging?: Paging | undefined;
  /** The name of the parameter for the page size. Default: by `paging`: `max`, `count` or `pageSize`. */
  readonly pageSize?: string | undefined;
  /** The attribute that holds the items of a page; `''` if the page is a bare array. Default: `items`. */
  readonly itemsIn?: string | undefined;
}
