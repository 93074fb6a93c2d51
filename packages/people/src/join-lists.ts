import type { Page, Paginator } from '@wxt/core';

/** The ids that the service takes at once. */
const maxIds = 85;

/** Splits ids into parts that the service takes, without repeating one; undefined if it takes them as they are. */
export function splitIds(id: string | readonly string[] | undefined): string[][] | undefined {
  const ids = typeof id === 'string' ? id.split(',') : id;
  if (!Array.isArray(ids) || (ids.length > 0 && ids.length <= maxIds)) return undefined;
  const unique = [...new Set<string>(ids)];
  const count = Math.ceil(unique.length / maxIds);
  return Array.from({ length: count }, (_, part) => unique.slice(part * maxIds, (part + 1) * maxIds));
}

/** Joins lists to one, which reads each when the one before has ended. */
export function joinLists<Item, P extends Page<Item>>(
  lists: readonly Paginator<Item, P>[],
): Paginator<Item, P> {
  async function* items(limit = Number.POSITIVE_INFINITY): AsyncGenerator<Item, void, undefined> {
    let wanted = limit;
    for (const list of lists) {
      if (wanted === 0) return;
      for await (const item of Number.isFinite(wanted) ? list.take(wanted) : list) {
        yield item;
        wanted -= 1;
      }
    }
  }
  const take = (count: number): AsyncIterable<Item> => {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`Expected a whole number of items from 0, got ${count}.`);
    }
    return { [Symbol.asyncIterator]: () => items(count) };
  };
  return {
    [Symbol.asyncIterator]: () => items(),
    async *pages() {
      for (const list of lists) yield* list.pages();
    },
    async first() {
      for await (const item of items(1)) return item;
      return undefined;
    },
    take,
    async toArray(limit?: number) {
      const found: Item[] = [];
      for await (const item of limit === undefined ? items() : take(limit)) found.push(item);
      return found;
    },
  };
}
