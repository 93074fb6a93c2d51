import type { AccessTokenSource } from './client/auth.js';
import type { Hooks } from './events.js';
import type { Proxies } from './http/node/agents.js';
import type { Logger } from './types.js';

/** How a session reaches the service. Everything is optional where the environment holds a token. */
export interface SessionOptions {
  /**
   * The access token, a function that gives one and is asked before every attempt, or a source that can also renew one
   * that the service refuses. Default: the environment's `WEBEX_TEAMS_ACCESS_TOKEN`, else its `WEBEX_ACCESS_TOKEN`.
   */
  readonly accessToken?: AccessTokenSource;
  /** Where the API is. Default: `https://webexapis.com/v1/`. */
  readonly baseUrl?: string;
  /** Milliseconds one attempt may take. Default: 60,000. */
  readonly timeout?: number;
  /**
   * Milliseconds one call may take, its attempts and waits included; for a list, each page. A wait that would last longer
   * is not begun and the error surfaces at once; an attempt that does is a TimeoutError. Default: no limit but `maxWait`.
   */
  readonly totalTimeout?: number;
  /** Whether to wait and try again when the service answers 429, or 423 or 503 with `Retry-After`. Default: true. */
  readonly waitOnRateLimit?: boolean;
  /**
   * How many times a call is sent again after a fault on the way (a broken connection, 502, 503, 504), with growing
   * pauses. A request that is not safe to repeat, such as posting a message, is only ever sent again where the service
   * cannot have received it. Default: 3.
   */
  readonly maxRetries?: number;
  /**
   * Milliseconds one call may spend waiting between attempts, all its waits added up; a longer wait is not begun and
   * the error surfaces at once. Default: 900,000, a quarter of an hour.
   */
  readonly maxWait?: number;
  /** How many requests may be under way at once; the others wait for their turn. Default: any number. */
  readonly maxConcurrency?: number;
  /**
   * Proxies to go through, by the scheme of the address called; or `'environment'` to take them from `HTTPS_PROXY`,
   * `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, which are read now and never again. Default: none.
   */
  readonly proxies?: Proxies | 'environment';
  /** Certificate authorities to trust in place of the well-known ones: one or several certificates in PEM. */
  readonly ca?: string | readonly string[];
  /** Accepts any certificate, so that anyone on the way can read along: for test servers only. Default: false. */
  readonly disableSslVerify?: boolean;
  /**
   * Bytes an answer may have, decompressed; the rest of a larger one isn't read, and it is a MalformedResponseError.
   * Default: 104,857,600, that is 100 MiB.
   */
  readonly maxResponseSize?: number;
  /** Sent in the User-Agent. Default: the environment's `BE_GEO_ID`. */
  readonly beGeoId?: string;
  /** Sent in the User-Agent: the name of your program, say. Default: the environment's `WEBEX_SDK_CALLER`. */
  readonly caller?: string;
  /** Gets a line for each attempt (`debug`) and each wait or repeat (`warn`), never with a token in it. */
  readonly logger?: Logger;
  /** Are told of each request, answer, repetition and wait, never with a token. */
  readonly hooks?: Hooks;
}
