import { createTokenSource } from './client/auth.js';
import { Calls } from './client/calls.js';
import { createDownload, type Download, type FileInfo, getFileInfo } from './files/download.js';
import { createMultipartBody } from './files/multipart-body.js';
import { parseBody } from './http/body.js';
import { openPages } from './pagination/list-pages.js';
import { Paginator } from './pagination/paginator.js';
import { prepareFileCall } from './request/file-call.js';
import { prepareCall } from './request/prepared-call.js';
import type { SessionOptions } from './session-options.js';
import { resolveSettings } from './settings.js';
import type { Page, Path, SessionListRequest, SessionRequest } from './types.js';

/**
 * A connection to Webex: a token, an address, and the care for everything between a call and its answer. Resources
 * share one; it reaches any other endpoint of the API too.
 *
 * @see https://developer.webex.com/docs/basics
 */
export interface Session {
  /** Where the API is; ends in a slash. */
  readonly baseUrl: string;
  /** Sends a GET and answers with the parsed body. */
  get<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a POST and answers with the parsed body. */
  post<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PUT and answers with the parsed body. */
  put<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a PATCH and answers with the parsed body. */
  patch<T>(path: Path, request?: SessionRequest): Promise<T>;
  /** Sends a DELETE. */
  delete(path: Path, request?: SessionRequest): Promise<void>;
  /**
   * Opens a file at a URL of this API. Redirects are followed, the token is sent to this API alone. Throws a TypeError
   * for the URL of anything else.
   */
  download(url: string, request?: SessionRequest): Promise<Download>;
  /** Asks by a HEAD what there is to know of a file, without fetching it. */
  getFileInfo(url: string, request?: SessionRequest): Promise<FileInfo>;
  /** A list of pages. Throws a TypeError for wrong parameters; sends nothing until it is read. */
  list<Item, P extends Page<Item> = Page<Item>>(path: Path, request?: SessionListRequest): Paginator<Item, P>;
}

/** Named apart from the interface, which is all that others see of it. */
class HttpSession implements Session {
  readonly baseUrl: string;
  readonly #baseUrl: URL;
  readonly #calls: Calls;

  constructor(options: SessionOptions = {}) {
    const settings = resolveSettings(options, process.env);
    this.#baseUrl = settings.baseUrl;
    this.#calls = new Calls(settings, createTokenSource(options.accessToken, process.env), this);
    this.baseUrl = settings.baseUrl.href;
  }

  get<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('GET', path, request);
  }

  post<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('POST', path, request);
  }

  put<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('PUT', path, request);
  }

  patch<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#call('PATCH', path, request);
  }

  async delete(path: Path, request: SessionRequest = {}): Promise<void> {
    await this.#calls.send(prepareCall('DELETE', this.#baseUrl, path, request), resourceOf(path), request);
  }

  list<Item, P extends Page<Item> = Page<Item>>(
    path: Path,
    request: SessionListRequest = {},
  ): Paginator<Item, P> {
    const call = prepareCall('GET', this.#baseUrl, path, request);
    const fetch = (url: URL, signal: AbortSignal) =>
      this.#calls.send({ ...call, url }, resourceOf(path), { ...request, signal });
    return new Paginator<Item, P>((limit, signal) => {
      const first = new URL(call.url);
      if (limit !== undefined && limit <= (request.maxPageSize ?? 0) && !first.searchParams.has('max')) {
        first.search += `${first.search === '' ? '?' : '&'}max=${limit}`;
      }
      return openPages<P>(fetch, first, request.paging ?? 'link', signal);
    }, request.signal);
  }

  async download(url: string, request: SessionRequest = {}): Promise<Download> {
    const reply = await this.#calls.openFile(prepareFileCall('GET', this.#baseUrl, url, request), request);
    return createDownload(reply, reply.body, request.signal);
  }

  async getFileInfo(url: string, request: SessionRequest = {}): Promise<FileInfo> {
    const reply = await this.#calls.openFile(prepareFileCall('HEAD', this.#baseUrl, url, request), request);
    reply.body.resume();
    return getFileInfo(reply);
  }

  async #call<T>(method: string, path: Path, request: SessionRequest = {}): Promise<T> {
    const call = prepareCall(method, this.#baseUrl, path, request);
    const { uploads = {}, onProgress } = request;
    const multipart = call.parts && (await createMultipartBody(call.parts, { uploads, onProgress }));
    const reply = await this.#calls.send(call, resourceOf(path), request, multipart);
    return parseBody(reply, request.confidential) as T;
  }
}

function resourceOf([resource = '']: Path): string {
  return resource;
}

/**
 * Makes a session. Reads the environment now and never again; throws an AccessTokenError where there is no token, a
 * TypeError for an option that is wrong. What a session is is an interface, so that a resource accepts one made by
 * another version of this package.
 */
export const Session: new (options?: SessionOptions) => Session = HttpSession;
