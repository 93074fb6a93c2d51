import { parsePage } from './body.js';
import { MalformedResponseError } from './errors.js';
import { nextLink, nextUrl } from './link.js';
import type { FetchedPage } from './paginator.js';
import type { Reply } from './reply.js';
import type { Page } from './types.js';

/** Fetches the page at an address. */
export type FetchPage = (url: URL, signal: AbortSignal) => Promise<Reply>;

/** Fetches the first page of a list whose pages lead on by their `Link` header. */
export function openLinkedPages<P extends Page<unknown>>(
  fetch: FetchPage,
  first: URL,
  signal: AbortSignal,
): Promise<FetchedPage<P>> {
  const leadsInCircles = createLoopDetector();
  return fetchFrom(first, signal);

  async function fetchFrom(url: URL, signal: AbortSignal): Promise<FetchedPage<P>> {
    const reply = await fetch(url, signal);
    const page = parsePage<P>(reply);
    const link = nextLink(reply.headers.link);
    if (link === undefined) return { page };
    // A bad link is an error only for those who want to go on: this page is good.
    return { page, next: async (signal) => fetchFrom(resolveNext(link, url, reply), signal) };
  }

  function resolveNext(link: string, current: URL, reply: Reply): URL {
    if (!URL.canParse(link, current.href))
      throw new MalformedResponseError(reply, 'The next page has no valid address');
    const next = nextUrl(link, current);
    if (next.origin !== first.origin) {
      throw new MalformedResponseError(reply, `The next page is on another host, ${next.host}: not followed`);
    }
    if (leadsInCircles(next.href)) {
      throw new MalformedResponseError(
        reply,
        'The next page is one that has been read already: not followed',
      );
    }
    return next;
  }
}

/** Brent's algorithm: finds any cycle while remembering a single address. */
function createLoopDetector(): (address: string) => boolean {
  let remembered: string | undefined;
  let steps = 0;
  let limit = 1;
  return (address) => {
    if (address === remembered) return true;
    if (++steps === limit) {
      remembered = address;
      limit *= 2;
      steps = 0;
    }
    return false;
  };
}
