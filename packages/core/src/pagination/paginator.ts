import type { Page } from '../types.js';
import { linkSignal } from '../utils/abort.js';

/** A page, and how to fetch the one after it where there is one. */
export interface FetchedPage<P> {
  readonly page: P;
  readonly next?: ((signal: AbortSignal) => Promise<FetchedPage<P>>) | undefined;
}

/** Fetches the first page of a list; no more than `limit` items are wanted of it. */
type OpenList<P> = (limit: number | undefined, signal: AbortSignal) => Promise<FetchedPage<P>>;

/**
 * A list that fetches its pages as they are needed. Nothing is sent before it is read, and each reading starts afresh:
 *
 * ```ts
 * for await (const room of rooms.list()) console.log(room.title);
 * ```
 *
 * The next page is fetched while the current one is being worked through: from the second half of the first page on, and
 * from the beginning of any other, since who has come that far mostly reads on. At most one is fetched ahead, and none
 * once the reader stops.
 */
export interface Paginator<Item, P extends Page<Item> = Page<Item>> extends AsyncIterable<Item> {
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  /**
   * The pages, with the attributes the service sends beside their items. The first two are fetched when they are asked
   * for, others one ahead.
   */
  pages(): AsyncGenerator<P, void, undefined>;
  /** The first item, or `undefined` where the list is empty. */
  first(): Promise<Item | undefined>;
  /**
   * The first `count` items, as they are needed. Asks for a page of that size where the method was given no `max` and
   * the service allows it. Throws a RangeError where `count` is no whole number from 0.
   */
  take(count: number): AsyncIterable<Item>;
  /** All items, or the first `limit` as `take` gives them. Without a limit, a long list takes long and much memory. */
  toArray(limit?: number): Promise<Item[]>;
}

/** Named apart from the interface, which is all that others see of it. */
class PageReader<Item, P extends Page<Item> = Page<Item>> implements Paginator<Item, P> {
  readonly #open: OpenList<P>;
  readonly #signal: AbortSignal | undefined;

  constructor(open: OpenList<P>, signal?: AbortSignal) {
    this.#open = open;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.#items();
  }

  async *pages(): AsyncGenerator<P, void, undefined> {
    const { signal, stop } = this.#reading();
    try {
      let fetched = await this.#open(undefined, signal);
      for (let isFirst = true; ; isFirst = false) {
        const { page, next } = fetched;
        const ahead = isFirst ? undefined : fetchAhead(next, signal);
        yield page;
        if (next === undefined) return;
        fetched = await (ahead ?? next(signal));
      }
    } finally {
      stop();
    }
  }

  async first(): Promise<Item | undefined> {
    for await (const item of this.#items(1)) return item;
    return undefined;
  }

  take(count: number): AsyncIterable<Item> {
    checkCount(count);
    return { [Symbol.asyncIterator]: () => this.#items(count) };
  }

  async toArray(limit?: number): Promise<Item[]> {
    if (limit !== undefined) checkCount(limit);
    const items: Item[] = [];
    for await (const item of this.#items(limit)) items.push(item);
    return items;
  }

  async *#items(limit = Number.POSITIVE_INFINITY): AsyncGenerator<Item, void, undefined> {
    if (limit === 0) return;
    const { signal, stop } = this.#reading();
    try {
      let wanted = limit;
      let fetched = await this.#open(Number.isFinite(limit) ? limit : undefined, signal);
      for (let isFirst = true; ; isFirst = false) {
        const { page, next } = fetched;
        const { length } = page.items;
        const from = isFirst ? Math.floor(length / 2) : 0;
        let ahead: Promise<FetchedPage<P>> | undefined;
        for (const [index, item] of page.items.entries()) {
          if (index === from && wanted > length - index) ahead = fetchAhead(next, signal);
          yield item;
          if (--wanted === 0) return;
        }
        if (next === undefined) return;
        fetched = await (ahead ?? next(signal));
      }
    } finally {
      stop();
    }
  }

  /** A signal for one reading, which ends what is under way when the reading ends. */
  #reading(): { signal: AbortSignal; stop: () => void } {
    const { controller, unlink } = linkSignal(this.#signal);
    const stop = () => {
      unlink();
      controller.abort();
    };
    return { signal: controller.signal, stop };
  }
}

/** Makes a list. What a list is is an interface, so that versions of this package agree on it. */
export const Paginator: new <Item, P extends Page<Item> = Page<Item>>(
  open: OpenList<P>,
  signal?: AbortSignal,
) => Paginator<Item, P> = PageReader;

function fetchAhead<P>(next: FetchedPage<P>['next'], signal: AbortSignal) {
  const ahead = next?.(signal);
  // Its failure belongs to whoever reads on; until then it must not end the process.
  ahead?.catch(() => undefined);
  return ahead;
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`Expected a whole number of items from 0, got ${count}.`);
  }
}
