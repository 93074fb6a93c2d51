import type { Page } from '../types.js';
import { linkSignal } from '../utils/abort.js';

/** A page, and how to fetch the next one if there is one. */
export interface FetchedPage<P> {
  readonly page: P;
  readonly next?: ((signal: AbortSignal) => Promise<FetchedPage<P>>) | undefined;
}

/** Fetches the first page of a list, of which no more than `limit` items are needed. */
type OpenList<P> = (limit: number | undefined, signal: AbortSignal) => Promise<FetchedPage<P>>;

/**
 * A list that fetches its pages as they are needed. Nothing is sent before it is read, and each reading starts from the
 * first page:
 *
 * ```ts
 * for await (const room of rooms.list()) console.log(room.title);
 * ```
 *
 * The next page is fetched while the current one is processed: from the second half of the first page on, and from the
 * beginning of any later one, since most programs that read that far continue. At most one page is fetched ahead, and
 * none after the reader stops.
 */
export interface Paginator<Item, P extends Page<Item> = Page<Item>> extends AsyncIterable<Item> {
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  /**
   * Iterates over the pages, with the attributes the service sends beside their items. The first two are fetched when they
   * are requested, later ones one ahead.
   */
  pages(): AsyncGenerator<P, void, undefined>;
  /** Resolves to the first item, or `undefined` if the list is empty. */
  first(): Promise<Item | undefined>;
  /**
   * Iterates over the first `count` items. Requests pages of that size, up to what the service allows, unless the method
   * was given a page size; if the service takes too long over them (504 or a timeout), smaller ones. Throws a RangeError
   * unless `count` is a whole number from 0.
   */
  take(count: number): AsyncIterable<Item>;
  /** Resolves to all items, or to the first `limit` as `take` does. Without a limit, a long list takes long and much memory. */
  toArray(limit?: number | undefined): Promise<Item[]>;
}

const howToRead =
  'Read it with "for await (const item of list)", "await list.first()" or "await list.toArray()".';
const arrayMembers =
  'length at concat every filter find findIndex flatMap forEach includes join map reduce slice some sort'.split(
    ' ',
  );

/** Named differently from the interface, which is all that is exported. */
class PagedList<Item, P extends Page<Item> = Page<Item>> implements Paginator<Item, P> {
  // The types have none of these; JavaScript programs get an error that says what to do instead.
  static {
    for (const name of [...arrayMembers, Symbol.iterator]) {
      const what = typeof name === 'string' ? `"${name}"` : '"for … of"';
      const get = () => {
        throw new TypeError(
          `${what} does not work on a list, whose pages are fetched as they are needed. ${howToRead}`,
        );
      };
      // Methods throw when they are called: code often checks for an iterator without using it.
      Object.defineProperty(PagedList.prototype, name, name === 'length' ? { get } : { value: get });
    }
  }

  readonly #open: OpenList<P>;
  readonly #signal: AbortSignal | undefined;

  readonly #path: string;

  constructor(open: OpenList<P>, signal?: AbortSignal, path = '') {
    this.#open = open;
    this.#signal = signal;
    this.#path = path;
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

  /** What `console.log` and template strings show. */
  toString(): string {
    return `Paginator${this.#path && ` of ${this.#path}`}: not read yet. ${howToRead}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
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

/**
 * Creates a list; `path` is shown by `console.log`. A list's type is an interface, so that copies of this package accept
 * each other's.
 */
export const Paginator: new <Item, P extends Page<Item> = Page<Item>>(
  open: OpenList<P>,
  signal?: AbortSignal,
  path?: string,
) => Paginator<Item, P> = PagedList;

function fetchAhead<P>(next: FetchedPage<P>['next'], signal: AbortSignal) {
  const ahead = next?.(signal);
  // Rejects when the next page is awaited; this avoids an unhandledRejection until then.
  ahead?.catch(() => undefined);
  return ahead;
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`Expected a whole number of items from 0, got ${String(count)}.`);
  }
}
