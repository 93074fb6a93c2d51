import type { Readable } from 'node:stream';
import { createTokenSource } from './client/auth.js';
import { RequestSender } from './client/request-sender.js';
import { createDownload, type Download, type FileInfo, getFileInfo } from './files/download.js';
import { createMultipartBody } from './files/multipart.js';
import { type HttpResponse, parseBody, parseObject } from './http/response.js';
import { PageFetcher } from './pagination/page-fetcher.js';
import { Paginator } from './pagination/paginator.js';
import { buildFileRequest, buildRequest } from './request/build-request.js';
import type { Path, SessionListRequest, SessionRequest } from './request/request-options.js';
import { resolveOptions, type SessionOptions } from './session-options.js';
import type { Session as SessionInterface } from './session-types.js';
import type { Page } from './types.js';
import { environment } from './utils/platform.js';

/** Named apart from the interface, which is all that others see of it. */
class HttpSession implements SessionInterface {
  readonly baseUrl: string;
  readonly #baseUrl: URL;
  readonly #sender: RequestSender;

  constructor(options: SessionOptions = {}) {
    const resolved = resolveOptions(options, environment);
    this.#baseUrl = resolved.baseUrl;
    this.baseUrl = resolved.baseUrl.href;
    this.#sender = new RequestSender(resolved, createTokenSource(options.accessToken, environment), this);
  }

  get<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#request('GET', path, request);
  }

  post<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#request('POST', path, request);
  }

  put<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#request('PUT', path, request);
  }

  patch<T>(path: Path, request?: SessionRequest): Promise<T> {
    return this.#request('PATCH', path, request);
  }

  delete<T = void>(path: Path, request: SessionRequest = {}): Promise<T> {
    return this.#request('DELETE', path, { allowEmpty: true, ...request });
  }

  list<Item, P extends Page<Item> = Page<Item>>(
    path: Path,
    options: SessionListRequest = {},
  ): Paginator<Item, P> {
    const request = buildRequest('GET', this.#baseUrl, path, options);
    const fetcher = new PageFetcher<P>(request.url, options, (url, signal, page) =>
      this.#sender.send({ ...request, url, page }, { ...options, signal }),
    );
    const open = (limit: number | undefined, signal: AbortSignal) => fetcher.open(limit, signal);
    return new Paginator<Item, P>(open, options.signal, request.url.pathname);
  }

  async download(file: string | Path, options: SessionRequest = {}): Promise<Download> {
    const request = buildFileRequest('GET', this.#baseUrl, file, options);
    const response = await this.#sender.openFile(request, options);
    return createDownload(response, response.body as Readable, options.signal);
  }

  async getFileInfo(file: string | Path, options: SessionRequest = {}): Promise<FileInfo> {
    const request = buildFileRequest('HEAD', this.#baseUrl, file, options);
    return getFileInfo(await this.#sender.openFile(request, options));
  }

  async #request<T>(method: string, path: Path, options: SessionRequest = {}): Promise<T> {
    const request = buildRequest(method, this.#baseUrl, path, options);
    const { uploads = {}, onProgress, allowEmpty } = options;
    const multipart = request.parts && (await createMultipartBody(request.parts, { uploads, onProgress }));
    const response: HttpResponse = await this.#sender.send(request, options, multipart);
    return (allowEmpty ? parseBody(response) : parseObject(response)) as T;
  }
}

/**
 * Creates a session. Reads the environment now and never again. Throws an AccessTokenError if there is no token, and a
 * TypeError for an option that is wrong or doesn't exist. `Session` is an interface, so that a resource accepts one made
 * by another version of this package.
 */
export const Session: new (options?: SessionOptions) => Session = HttpSession;
/** Its own name, so that declarations of users can refer to it. */
export interface Session extends SessionInterface {}
