import type { Page, Paginator } from '@wxt/core';

/** Fetches a page of users and its `Link` header; `next` is the cursor of the page, and `limit` its size. */
type FetchPage<P> = (page: {
  readonly next: string | undefined;
  readonly limit: number | undefined;
}) => Promise<{ readonly page: P; readonly link: string | undefined }>;

/** Lists users by pages whose cursors are in links. Sends nothing until it is read. */
export function listUsers<User, P extends Page<User>>(
  fetchPage: FetchPage<P>,
  limit: number | undefined,
): Paginator<User, P> {
  async function* pages(wanted = Number.POSITIVE_INFINITY): AsyncGenerator<P, void, undefined> {
    const size = limit ?? (wanted <= 300 ? wanted : undefined);
    const cursors = new Set<string | undefined>();
    let next: string | undefined;
    do {
      cursors.add(next);
      const { page, link } = await fetchPage({ next, limit: size });
      yield page;
      next = nextCursor(link);
      if (next === undefined) return;
    } while (!cursors.has(next));
    throw new Error('Pagination loop: the next link leads to a page already fetched.');
  }

  async function* users(wanted?: number): AsyncGenerator<User, void, undefined> {
    let left = wanted ?? Number.POSITIVE_INFINITY;
    if (left === 0) return;
    for await (const { items } of pages(wanted)) {
      for (const user of items) {
        yield user;
        left -= 1;
        if (left === 0) return;
      }
    }
  }

  const take = (count: number): AsyncIterable<User> => {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`Expected a whole number of items from 0, got ${count}.`);
    }
    return { [Symbol.asyncIterator]: () => users(count) };
  };
  return {
    [Symbol.asyncIterator]: () => users(),
    pages: () => pages(),
    async first() {
      for await (const user of users(1)) return user;
      return undefined;
    },
    take,
    async toArray(count?: number) {
      const found: User[] = [];
      for await (const user of count === undefined ? users() : take(count)) found.push(user);
      return found;
    },
  };
}

/** Throws a TypeError for a page size that the service doesn't allow. */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && limit >= 1 && limit <= 300)) return;
  throw new TypeError('"limit" is the size of a page: a whole number from 1 to 300.');
}

/** Returns the parameter `next` of the next link in a `Link` header. */
function nextCursor(header = ''): string | undefined {
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) continue;
    const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
    return new URLSearchParams(query.replace(/#.*/s, '')).get('next') ?? undefined;
  }
  return undefined;
}
