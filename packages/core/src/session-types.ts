import type { Download, FileInfo } from './files/download.js';
import type { Paginator } from './pagination/paginator.js';
import type { Path, SessionListRequest, SessionRequest } from './request/request-options.js';
import type { Page } from './types.js';

/**
 * A connection to Webex: a token, an address, and everything that happens between a call and its response. Resources
 * share one; it reaches any other endpoint of the API too.
 *
 * @see https://developer.webex.com/docs/basics
 */
export interface Session {
  /** The API's address; ends in a slash. */
  readonly baseUrl: string;
  /** Sends a GET and resolves to the parsed body. */
  get<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a POST and resolves to the parsed body. */
  post<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PUT and resolves to the parsed body. */
  put<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PATCH and resolves to the parsed body. */
  patch<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a DELETE. Resolves to the parsed body if there is one. */
  delete<T = void>(path: Path, request?: SessionRequest): Promise<T>;
  /**
   * Opens a file at a URL or path of this API. Redirects are followed; the token is sent to this API alone. With
   * `accessToken: false`, any `https:` URL can be opened, such as the pre-signed link of a recording. Throws a TypeError
   * for any other URL.
   */
  download(file: string | Path, request?: SessionRequest): Promise<Download>;
  /** Sends a HEAD for a file, and resolves to its name, type and size without fetching it. */
  getFileInfo(file: string | Path, request?: SessionRequest): Promise<FileInfo>;
  /** Returns a list of pages. Throws a TypeError for wrong parameters; sends nothing until it is read. */
  list<Item, P extends Page<Item> = Page<Item>>(path: Path, request?: SessionListRequest): Paginator<Item, P>;
}

/** Provides a session's access tokens, and can replace one that the service refuses. */
export interface TokenSource {
  /**
   * Called before every attempt. It may call the service through the session, with `accessToken: false`.
   */
  getAccessToken(session: Session): string | Promise<string>;
  /**
   * Called once for a call that was refused with 401, for a token in place of the rejected one. The call is sent again
   * with it; with `undefined`, the call rejects with the 401.
   */
  renewAccessToken?(rejected: string, session: Session): Promise<string | undefined>;
}

/**
 * An access token; a function that returns one or a promise of one, called before every attempt; a source that can also
 * renew one; or `false` for a session without a token, which reaches only what needs none.
 */
export type AccessTokenSource = string | (() => string | Promise<string>) | TokenSource | false;
