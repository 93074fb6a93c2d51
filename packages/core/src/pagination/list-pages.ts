import { malformedResponse } from '../errors/create-error.js';
import { type HttpResponse, parsePage } from '../http/response.js';
import type { Page } from '../types.js';
import { nextLink, nextUrl } from './link.js';
import { createLoopDetector } from './loop-detector.js';
import type { FetchedPage } from './paginator.js';

/** Fetches the page at an address. */
export type FetchPage = (url: URL, signal: AbortSignal) => Promise<HttpResponse>;

/** How the pages of a list lead on: by links alone, or by counting where there are none. */
export type Paging = 'link' | 'offset';

/** Fetches the first page of a list, which knows how to fetch the next. */
export function openPages<P extends Page<unknown>>(
  fetch: FetchPage,
  first: URL,
  paging: Paging,
  signal: AbortSignal,
): Promise<FetchedPage<P>> {
  const leadsInCircles = createLoopDetector();
  let counts = paging === 'offset';
  return fetchFrom(first, signal);

  async function fetchFrom(url: URL, signal: AbortSignal, previous?: string): Promise<FetchedPage<P>> {
    const reply = await fetch(url, signal);
    const page = parsePage<P>(reply);
    const link = nextLink(reply.headers.link);
    // Once links have led the way, a page without one is the last.
    if (link !== undefined) counts = false;
    if (link !== undefined) return { page, next: onward(() => follow(link, url, reply)) };
    if (!counts || page.items.length === 0) return { page };
    if (reply.body === previous) throw circles(reply);
    return { page, next: onward(() => skip(url, page.items.length), reply.body) };
  }

  /** Finds the way on at once, so that the text of a page isn't kept for as long as its items are. */
  function onward(find: () => URL, previous?: string): FetchedPage<P>['next'] {
    try {
      const url = find();
      return (signal) => fetchFrom(url, signal, previous);
    } catch (error) {
      // An error only for those who go on: this page is good.
      return () => Promise.reject(error);
    }
  }

  function follow(link: string, current: URL, reply: HttpResponse): URL {
    if (!URL.canParse(link, current.href)) {
      throw malformedResponse(reply.context, reply, 'The next page has no valid address');
    }
    const next = nextUrl(link, current);
    if (next.origin !== first.origin) {
      throw malformedResponse(
        reply.context,
        reply,
        `The next page is on another host, ${next.host}: not followed`,
      );
    }
    if (leadsInCircles(next.href)) throw circles(reply);
    return next;
  }
}

/** The rest of the query stays as it was written. */
function skip(url: URL, count: number): URL {
  const next = new URL(url);
  const others = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('offset='));
  const offset = Number(url.searchParams.get('offset') ?? 0) + count;
  next.search = [...others, `offset=${offset}`].join('&');
  return next;
}

function circles(reply: HttpResponse): Error {
  return malformedResponse(
    reply.context,
    reply,
    'The next page is one that has been read already: not followed',
  );
}
