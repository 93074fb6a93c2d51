import { malformedResponse } from '../errors/create-error.js';
import { ApiError, TimeoutError } from '../errors/errors.js';
import { type HttpResponse, parseBody } from '../http/response.js';
import type { PageAttempt } from '../request/build-request.js';
import type { Paging, SessionListRequest } from '../request/request-options.js';
import type { Page } from '../types.js';
import { nextLink, nextUrl } from './next-link.js';
import type { FetchedPage } from './paginator.js';
import { countedUrl, sizeParameterOf, withParameter } from './paging.js';

/** How a list's pages are found and read. */
export type ListOptions = Pick<SessionListRequest, 'paging' | 'maxPageSize' | 'pageSize' | 'itemsIn'>;

/** Sends the request for the page at a URL; rejects unless it succeeds. */
export type SendPage = (url: URL, signal: AbortSignal, attempt: PageAttempt) => Promise<HttpResponse>;

/** Page sizes chosen here are halved down to this one. */
const minPageSize = 10;

/** What is remembered while a list is read. */
interface Reading {
  readonly first: URL;
  readonly loops: LoopDetector;
  counts: boolean;
  /** The page size, if it was chosen here. */
  size: number | undefined;
}

/** Fetches the pages of one list. */
export class PageFetcher<P extends Page<unknown>> {
  readonly #first: URL;
  readonly #options: ListOptions;
  readonly #send: SendPage;
  readonly #paging: Paging;
  readonly #sizeParameter: string;

  constructor(first: URL, options: ListOptions, send: SendPage) {
    this.#first = first;
    this.#options = options;
    this.#send = send;
    this.#paging = options.paging ?? 'link';
    this.#sizeParameter = options.pageSize ?? sizeParameterOf(this.#paging);
  }

  /** Fetches the first page, which knows how to fetch the next. Requests no more items than `limit` if it can. */
  open(limit: number | undefined, signal: AbortSignal): Promise<FetchedPage<P>> {
    const { maxPageSize = 0 } = this.#options;
    const chooses =
      limit !== undefined && maxPageSize > 0 && !this.#first.searchParams.has(this.#sizeParameter);
    const size = chooses ? Math.min(limit, maxPageSize) : undefined;
    const first = size === undefined ? this.#first : withParameter(this.#first, this.#sizeParameter, size);
    const reading = { first, loops: new LoopDetector(), counts: this.#paging !== 'link', size };
    return this.#fetch(reading, first, signal);
  }

  async #fetch(reading: Reading, url: URL, signal: AbortSignal, previous?: string): Promise<FetchedPage<P>> {
    const { response, sent } = await this.#sendSized(reading, url, signal);
    const page = this.#parse(response);
    const link = nextLink(response.headers.link);
    // Once pages have had links, a page without one is the last.
    if (link !== undefined) reading.counts = false;
    const continueAt = (find: () => URL, body?: string) => this.#continueAt(reading, find, body);
    if (link !== undefined)
      return { page, next: continueAt(() => this.#follow(reading, link, sent, response)) };
    if (!reading.counts || this.#paging === 'link') return { page };
    const next = countedUrl(this.#paging, sent, page);
    if (next === undefined) return { page };
    if (response.body === previous) throw loopError(response);
    return { page, next: continueAt(() => next, response.body) };
  }

  /** Sends the request; if it takes the service too long, again for a smaller page, if the size was chosen here. */
  async #sendSized(reading: Reading, url: URL, signal: AbortSignal) {
    const began = performance.now();
    for (let sent = url; ; ) {
      const size = this.#reducibleSize(reading, sent);
      const attempt = {
        retryTimeouts: size === undefined,
        elapsed: performance.now() - began,
        slowHint: reading.size === undefined ? this.#slowHint() : undefined,
      };
      try {
        return { response: await this.#send(sent, signal, attempt), sent };
      } catch (error) {
        if (size === undefined || !isSlow(error) || signal.aborted) throw error;
        reading.size = Math.max(minPageSize, Math.ceil(size / 2));
        sent = withParameter(sent, this.#sizeParameter, reading.size);
      }
    }
  }

  /** The page size of a URL, if it was chosen here and can be reduced. */
  #reducibleSize({ size, first }: Reading, url: URL): number | undefined {
    if (size === undefined || size <= minPageSize) return undefined;
    // Pages of another size would begin elsewhere.
    if (this.#paging === 'page' && url.searchParams.get('page') !== first.searchParams.get('page'))
      return undefined;
    return url.searchParams.get(this.#sizeParameter) === String(size) ? size : undefined;
  }

  #slowHint(): string | undefined {
    const size = this.#first.searchParams.get(this.#sizeParameter);
    return size === null ? undefined : `Smaller pages are faster: "${this.#sizeParameter}" was ${size}.`;
  }

  #parse(response: HttpResponse): P {
    const { itemsIn = 'items' } = this.#options;
    const body = parseBody(response);
    const items = itemsIn === '' ? body : own(body, itemsIn);
    if (Array.isArray(items)) {
      return itemsIn === 'items' ? (body as P) : ({ ...(itemsIn !== '' && Object(body)), items } as P);
    }
    const what = itemsIn === '' ? 'that is not an array' : `without an array "${itemsIn}"`;
    throw malformedResponse(response.context, response, `The service returned a list ${what}`);
  }

  /** Finds the next page at once, so that a page's text isn't kept for as long as its items are. */
  #continueAt(reading: Reading, find: () => URL, previous?: string): FetchedPage<P>['next'] {
    try {
      const url = find();
      return (signal) => this.#fetch(reading, url, signal, previous);
    } catch (error) {
      // Only rejects if the next page is read: this page is complete.
      return () => Promise.reject(error);
    }
  }

  #follow({ first, loops }: Reading, link: string, current: URL, response: HttpResponse): URL {
    const malformed = (message: string) => malformedResponse(response.context, response, message);
    if (!URL.canParse(link, current.href)) throw malformed('The next link is not a valid URL');
    const next = nextUrl(link, current, first);
    if (next.origin !== first.origin) {
      throw malformed(`The next link points to another host, ${next.host}, and was not followed`);
    }
    if (loops.hasLoopAt(next.href)) throw loopError(response);
    return next;
  }
}

/** Brent's algorithm: finds any cycle in a sequence of URLs while remembering a single one. */
class LoopDetector {
  #remembered: string | undefined;
  #steps = 0;
  #limit = 1;

  hasLoopAt(url: string): boolean {
    if (url === this.#remembered) return true;
    this.#steps += 1;
    if (this.#steps === this.#limit) {
      this.#remembered = url;
      this.#limit *= 2;
      this.#steps = 0;
    }
    return false;
  }
}

function loopError(response: HttpResponse): Error {
  const message = 'Pagination loop: the next link points to a page already fetched';
  return malformedResponse(response.context, response, message);
}

function isSlow(error: unknown): boolean {
  return (
    (error instanceof TimeoutError && !error.total) || (error instanceof ApiError && error.status === 504)
  );
}

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
