import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type FetchedPage, Paginator } from '../../src/pagination/paginator.js';
import type { Page } from '../../src/types.js';

type NumberPage = Page<number> & { readonly total: number };

/** Creates a list of pages, with a log of the pages fetched and their limit. */
function listOf(...pages: (number[] | Error)[]) {
  const log: string[] = [];
  const signals: AbortSignal[] = [];
  const fetch = async (index: number, signal: AbortSignal): Promise<FetchedPage<NumberPage>> => {
    signals.push(signal);
    log.push(`page ${index}`);
    const items = pages[index];
    if (items instanceof Error) throw items;
    if (items === undefined) throw new Error(`There is no page ${index}.`);
    const page = { items, total: pages.length };
    return index + 1 < pages.length ? { page, next: (signal) => fetch(index + 1, signal) } : { page };
  };
  const list = new Paginator<number, NumberPage>((limit, signal) => {
    log.push(`open ${limit}`);
    return fetch(0, signal);
  });
  return { list, log, signals };
}

test('a list sends nothing before it is read and is not a promise', async () => {
  const { list, log } = listOf([1]);
  expect('then' in list).toBe(false);
  list[Symbol.asyncIterator]();
  list.pages();
  list.take(5);
  expect(await Promise.resolve(list)).toBe(list);
  expect(log).toEqual([]);
});

test('a list reads all pages, including empty ones, again for each iteration', async () => {
  const { list, log } = listOf([1, 2], [], [3]);
  expect(await list.toArray()).toEqual([1, 2, 3]);
  expect(await list.toArray()).toEqual([1, 2, 3]);
  expect(log).toEqual([
    'open undefined',
    'page 0',
    'page 1',
    'page 2',
    'open undefined',
    'page 0',
    'page 1',
    'page 2',
  ]);
});

test('two concurrent iterations of a list are independent', async () => {
  const { list } = listOf([1, 2], [3]);
  const [first, second] = [list[Symbol.asyncIterator](), list[Symbol.asyncIterator]()];
  const values = [
    await first.next(),
    await second.next(),
    await first.next(),
    await first.next(),
    await second.next(),
  ];
  expect(values.map((result) => result.value)).toEqual([1, 1, 2, 3, 2]);
});

test('an empty list has no items and no first item', async () => {
  const { list } = listOf([]);
  expect(await list.toArray()).toEqual([]);
  expect(await list.first()).toBeUndefined();
});

test('pages() yields pages with all their attributes, one at a time', async () => {
  const { list, log } = listOf([1, 2], [3]);
  const pages = list.pages();
  expect((await pages.next()).value).toEqual({ items: [1, 2], total: 2 });
  expect(log).toEqual(['open undefined', 'page 0']);
  expect((await pages.next()).value).toEqual({ items: [3], total: 2 });
  expect((await pages.next()).done).toBe(true);
});

describe('reading part of a list', () => {
  test('first() fetches one page with a limit of one item', async () => {
    const { list, log } = listOf([1, 2, 3, 4], [5]);
    expect(await list.first()).toBe(1);
    expect(log).toEqual(['open 1', 'page 0']);
  });

  test('take() fetches no more pages than it needs, and can be read again', async () => {
    const { list, log } = listOf([1, 2], [3, 4], [5, 6]);
    const taken = list.take(4);
    for (const _ of [1, 2]) {
      const items: number[] = [];
      for await (const item of taken) items.push(item);
      expect(items).toEqual([1, 2, 3, 4]);
    }
    expect(log).toEqual(['open 4', 'page 0', 'page 1', 'open 4', 'page 0', 'page 1']);
  });

  test('toArray() with a limit reads as many items as take()', async () => {
    const { list, log } = listOf([1, 2], [3, 4]);
    expect(await list.toArray(2)).toEqual([1, 2]);
    expect(await list.toArray(9)).toEqual([1, 2, 3, 4]);
    expect(await list.toArray(0)).toEqual([]);
    expect(log).toEqual(['open 2', 'page 0', 'open 9', 'page 0', 'page 1']);
  });

  test.each([-1, 1.5, Number.NaN, '2' as unknown as number])('the count %j is a TypeError', async (count) => {
    const { list, log } = listOf([1]);
    expect(() => list.take(count)).toThrow(RangeError);
    await expect(list.toArray(count)).rejects.toThrow(RangeError);
    expect(log).toEqual([]);
  });
});

describe('the prefetched page', () => {
  test('is fetched from the second half of the first page on, one page ahead', async () => {
    const { list, log } = listOf([1, 2, 3, 4], [5, 6], [7, 8], [9]);
    const reading = list[Symbol.asyncIterator]();
    const fetchedBy = new Map<number, string[]>();
    for await (const item of reading) fetchedBy.set(item, log.slice(1));
    const pages = (count: number) => Array.from({ length: count }, (_, index) => `page ${index}`);
    expect([...fetchedBy]).toEqual([
      [1, pages(1)],
      [2, pages(1)],
      [3, pages(2)],
      [4, pages(2)],
      [5, pages(3)],
      [6, pages(3)],
      [7, pages(4)],
      [8, pages(4)],
      [9, pages(4)],
    ]);
  });

  test('is fetched by pages() from the second page on', async () => {
    const { list, log } = listOf([1], [2], [3], [4]);
    const fetched: number[] = [];
    for await (const page of list.pages()) {
      fetched.push(log.length - 1);
      if (page.items[0] === 3) break;
    }
    expect(fetched).toEqual([1, 3, 4]);
  });

  test('is aborted if the iteration stops', async () => {
    const { list, log, signals } = listOf([1, 2], [3], [4]);
    for await (const item of list) if (item === 2) break;
    expect(log.slice(1)).toEqual(['page 0', 'page 1']);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  test('rejects only when the iteration reaches it', async () => {
    const failure = new Error('page 1 is broken');
    const { list } = listOf([1, 2], failure);
    const reading = list[Symbol.asyncIterator]();
    await reading.next();
    await reading.next();
    await new Promise(setImmediate);
    await expect(reading.next()).rejects.toBe(failure);
    expect((await reading.next()).done).toBe(true);
    expect(await list.toArray(2)).toEqual([1, 2]);
  });
});

test('the signal of the caller ends an iteration', async () => {
  const controller = new AbortController();
  const seen: AbortSignal[] = [];
  const list = new Paginator<number>(async (_, signal) => {
    seen.push(signal);
    return { page: { items: [1] } };
  }, controller.signal);
  const reading = list[Symbol.asyncIterator]();
  await reading.next();
  controller.abort(new Error('enough'));
  expect(seen[0]?.reason).toBe(controller.signal.reason);
  await reading.return();
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
