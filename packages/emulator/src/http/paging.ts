import type { SortedList } from '../store/sorted-list.js';
import { queryMax, queryText } from './query.js';
import type { Call } from './route.js';
import { badRequest } from './service-error.js';

export interface Listing<Item> {
  /** Identifies the list and its order in cursors. */
  readonly name: string;
  readonly items: SortedList<Item>;
  readonly order: 'ascending' | 'descending';
  /** Starts after this key. */
  readonly past?: string | undefined;
  readonly filter?: ((item: Item) => boolean) | undefined;
  readonly present: (item: Item) => object;
  readonly max: { readonly defaultValue: number; readonly limit: number };
  /** Other attributes of the response, beside `items`. */
  readonly extra?: object | undefined;
}

/** Responds with one page, and a link to the next if there are more items. */
export function answerPage<Item>(call: Call, listing: Listing<Item>): Response {
  const { name, items, order, filter = () => true, present, extra } = listing;
  const max = queryMax(call, listing.max);
  const past = furthest(order, listing.past, readCursor(call, name));
  const page: Item[] = [];
  let more = false;
  for (const item of items[order](past)) {
    if (!filter(item)) continue;
    more = page.length === max;
    if (more) break;
    page.push(item);
  }
  const last = page.at(-1);
  if (more && last !== undefined) {
    linkToNext(call, 'cursor', writeCursor(name, items.keyOf(last)));
  }
  return call.json({ items: page.map(present), ...extra });
}

/**
 * A cursor holds the key of the last item of a page. The next page starts after that key, even if the item was deleted
 * or others were added in the meantime.
 */
function writeCursor(name: string, key: string): string {
  return Buffer.from(JSON.stringify([name, key])).toString('base64url');
}

function readCursor(call: Call, name: string): string | undefined {
  const cursor = queryText(call, 'cursor');
  if (cursor === undefined) return undefined;
  const key = keyIn(cursor, name);
  if (key === undefined) throw badRequest('cursor is invalid for this list: follow the next link of a page.');
  return key;
}

function keyIn(cursor: string, name: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed[0] !== name) return undefined;
    return typeof parsed[1] === 'string' ? parsed[1] : undefined;
  } catch {
    return undefined;
  }
}

function furthest(order: Listing<unknown>['order'], one?: string, other?: string): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other === (order === 'ascending') ? other : one;
}

/** Adds a link to the same request with another value of this parameter. */
export function linkToNext(call: Call, parameter: string, value: string): void {
  const url = new URL(call.req.url);
  url.searchParams.set(parameter, value);
  call.header('link', `<${url.href}>; rel="next"`);
}
