import { inspect } from 'node:util';
import { type Answer, type ReceivedRequest, type Script, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { apiError, timeoutError } from '../../src/errors/create-error.js';
import { Secrets } from '../../src/errors/secrets.js';
import {
  MalformedResponseError,
  type Page,
  Paginator,
  ServerError,
  Session,
  TimeoutError,
} from '../../src/index.js';
import { type ListOptions, PageFetcher } from '../../src/pagination/page-fetcher.js';
import type { PageAttempt } from '../../src/request/build-request.js';

/** Creates a list on a real server, with the options passed to the sender for each request. */
async function listOn(script: Script, options: ListOptions = {}, query = '') {
  const server = await startScriptedServer(script);
  const url = new URL(`${server.url}rooms${query}`);
  const attempts: PageAttempt[] = [];
  const fetcher = new PageFetcher<Page<unknown>>(url, options, async (url, signal, attempt) => {
    attempts.push(attempt);
    const response = await fetch(url, { signal });
    const { status, statusText } = response;
    const headers = Object.fromEntries(response.headers);
    const body = await response.text();
    const context = {
      method: 'GET',
      url,
      isApiOrigin: true,
      confidential: false,
      secrets: () => new Secrets({}),
    };
    const answer = { method: 'GET', url: url.href, status, statusText, headers, body, context };
    if (status === 408) throw timeoutError(context, 5);
    if (status !== 200) throw apiError(context, answer);
    return answer;
  });
  const list = new Paginator<unknown>(
    (limit, signal) => fetcher.open(limit, signal),
    undefined,
    url.pathname,
  );
  const queries = () => server.requests.map(({ target }) => target.split('?')[1] ?? '');
  return { list, queries, server, attempts };
}

const queryOf = ({ target }: ReceivedRequest) => new URL(target, 'http://x').searchParams;

/** Serves items from 0 to `total`; answers `status` to requests for pages larger than `fast`. */
const numbers =
  (total: number, { from = 'offset', size = 'max', fast = Number.POSITIVE_INFINITY, status = 504 } = {}) =>
  (request: ReceivedRequest): Answer => {
    const query = queryOf(request);
    const count = Number(query.get(size) ?? 3);
    if (count > fast) return { status };
    const start = Number(query.get(from) ?? 0);
    const length = Math.max(0, Math.min(count, total - start));
    return { json: { items: Array.from({ length }, (_, index) => start + index) } };
  };

describe('a list keeps the filters of its first request', () => {
  test('if the links leave them out, but none of its cursors', async () => {
    const { list, queries } = await listOn(
      [
        { json: { items: [1] }, headers: { link: '</v1/rooms?cursor=a%2Fb&max=null>; rel="next"' } },
        { json: { items: [2] }, headers: { link: '</v1/rooms?cursor=c&sortBy=id>; rel="next"' } },
        { json: { items: [3] } },
      ],
      {},
      '?sortBy=created&max=5&mentionedPeople=me&before=2026&beforeMessage=M&xtra=a,b',
    );
    expect(await list.toArray()).toEqual([1, 2, 3]);
    expect(queries().slice(1)).toEqual([
      'cursor=a%2Fb&sortBy=created&max=5&mentionedPeople=me&xtra=a,b',
      'cursor=c&sortBy=id&max=5&mentionedPeople=me&xtra=a,b',
    ]);
  });

  test('and ends if the links page by "before"', async () => {
    const older = (before: string) => `</v1/rooms?before=${before}>; rel="next"`;
    const { list, queries } = await listOn(
      [
        { json: { items: [1] }, headers: { link: older('b2') } },
        { json: { items: [2] }, headers: { link: older('b3') } },
        { json: { items: [] } },
      ],
      {},
      '?roomId=R&before=b1',
    );
    expect(await list.toArray()).toEqual([1, 2]);
    expect(queries()).toEqual(['roomId=R&before=b1', 'before=b2&roomId=R', 'before=b3&roomId=R']);
  });
});

test.each([
  ['http://evil.example/v1/rooms', /another host, evil\.example, and was not followed/],
  ['http://', /not a valid URL/],
])('a next link to %s is an error only if the next page is read', async (link, message) => {
  const { list, server } = await listOn(() => ({
    json: { items: [1] },
    headers: { link: `<${link}>; rel="next"` },
  }));
  expect(await list.first()).toBe(1);
  const error = await list.toArray().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(MalformedResponseError);
  expect(String(error)).toMatch(message);
  expect(server.requests).toHaveLength(2);
});

test('a loop of links is found, even if they differ after the #', async () => {
  const { list } = await listOn((_, index) => ({
    json: { items: [1] },
    headers: { link: `</v1/rooms?cursor=${index % 3}#${index}>; rel="next"` },
  }));
  await expect(list.toArray()).rejects.toThrow(
    'Pagination loop: the next link points to a page already fetched',
  );
});

describe('a list without links', () => {
  test.each([
    ['offset', {}, ['', 'offset=3', 'offset=6', 'offset=7']],
    ['start', { from: 'start' }, ['', 'start=3', 'start=6', 'start=7']],
  ] as const)('by %s reads until a page is empty', async (paging, options, expected) => {
    const { list, queries } = await listOn(numbers(7, options), { paging });
    expect(await list.toArray()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(queries()).toEqual(expected);
  });

  test('by startIndex begins at 1 and ends at totalResults', async () => {
    const script: Answer[] = [
      { json: { Resources: ['a', 'b'], totalResults: 3 } },
      { json: { Resources: ['c'], totalResults: 3 } },
    ];
    const { list, queries } = await listOn(
      script,
      { paging: 'startIndex', itemsIn: 'Resources' },
      '?filter=x',
    );
    expect(await list.toArray()).toEqual(['a', 'b', 'c']);
    expect(queries()).toEqual(['filter=x', 'filter=x&startIndex=3']);
  });

  test('by page ends at meta.totalPages', async () => {
    const page = (items: unknown[]): Answer => ({ json: { data: items, meta: { totalPages: 2 } } });
    const { list, queries } = await listOn([page([1]), page([2])], { paging: 'page', itemsIn: 'data' });
    expect(await list.toArray()).toEqual([1, 2]);
    expect(queries()).toEqual(['', 'page=1']);
  });

  test('by page ends at an empty page without meta.totalPages', async () => {
    const { list, queries } = await listOn(
      [{ json: [1] }, { json: [] }],
      { paging: 'page', itemsIn: '' },
      '?page=4',
    );
    expect(await list.toArray()).toEqual([1]);
    expect(queries()).toEqual(['page=4', 'page=5']);
  });

  test('follows links if there are any, and ends with them', async () => {
    const link = { link: '</v1/rooms?cursor=1>; rel="next"' };
    const script = [{ json: { items: [1] }, headers: link }, { json: { items: [2] } }];
    const { list, queries } = await listOn(script, { paging: 'offset' });
    expect(await list.toArray()).toEqual([1, 2]);
    expect(queries()).toEqual(['', 'cursor=1']);
  });

  test('stops if the service sends the same page again', async () => {
    const { list } = await listOn(() => ({ json: { items: [1, 2] } }), { paging: 'start' });
    await expect(list.toArray()).rejects.toThrow('Pagination loop');
  });
});

describe('itemsIn', () => {
  test('reads items from another attribute, and keeps that attribute in the page', async () => {
    const { list } = await listOn([{ json: { groups: [{ id: 1 }], total: 1 } }], { itemsIn: 'groups' });
    const { value } = await list.pages().next();
    expect(value).toEqual({ items: [{ id: 1 }], groups: [{ id: 1 }], total: 1 });
  });

  test('empty reads a bare array', async () => {
    const { list } = await listOn([{ json: ['a', 'b'] }], { itemsIn: '' });
    expect((await list.pages().next()).value).toEqual({ items: ['a', 'b'] });
  });

  test.each([
    ['groups', { items: [] }, 'without an array "groups"'],
    ['constructor', { items: [] }, 'without an array "constructor"'],
    ['', { items: [] }, 'that is not an array'],
    ['items', [], 'without an array "items"'],
    ['items', null, 'without an array "items"'],
  ])('%j of a page %j is a MalformedResponseError', async (itemsIn, json, message) => {
    const { list } = await listOn([{ json }], { itemsIn });
    const error = await list.toArray().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(MalformedResponseError);
    expect(String(error)).toContain(message);
  });
});

describe('the page size', () => {
  test.each([
    [{}, 7, 'max=7'],
    [{}, 5000, 'max=100'],
    [{ paging: 'startIndex' }, 7, 'count=7'],
    [{ paging: 'page' }, 7, 'pageSize=7'],
    [{ pageSize: 'limit' }, 7, 'limit=7'],
  ] as const)('of a list with %j, of which %d are taken, is %s', async (options, limit, expected) => {
    const { list, queries } = await listOn(() => ({ json: { items: [] } }), { maxPageSize: 100, ...options });
    await list.toArray(limit);
    expect(queries()).toEqual([expected]);
  });

  test('is not set if the caller set it, there is no limit, or maxPageSize is unknown', async () => {
    const empty = () => ({ json: { items: [] } });
    const [chosen, all, unknown] = await Promise.all([
      listOn(empty, { maxPageSize: 100 }, '?max=3'),
      listOn(empty, { maxPageSize: 100 }),
      listOn(empty),
    ]);
    await Promise.all([chosen.list.toArray(50), all.list.toArray(), unknown.list.toArray(50)]);
    expect([chosen, all, unknown].map(({ queries }) => queries())).toEqual([['max=3'], [''], ['']]);
  });

  test.each([504, 408])(
    'is halved until the service stops answering %d, and stays halved',
    async (status) => {
      const { list, queries, attempts } = await listOn(numbers(500, { fast: 200, status }), {
        paging: 'offset',
        maxPageSize: 1000,
      });
      expect(await list.toArray(450)).toHaveLength(450);
      expect(queries()).toEqual([
        'max=450',
        'max=225',
        'max=113',
        ...[113, 226, 339].map((at) => `max=113&offset=${at}`),
      ]);
      expect(attempts[0]).toEqual({ retryTimeouts: false, elapsed: expect.any(Number), slowHint: undefined });
    },
  );

  test('is halved on a later page too', async () => {
    const { list, queries } = await listOn(
      [
        { json: { items: Array(40).fill(0) }, headers: { link: '</v1/rooms?cursor=1&max=40>; rel="next"' } },
        { status: 504 },
        { json: { items: Array(10).fill(0) } },
      ],
      { maxPageSize: 40 },
    );
    expect(await list.toArray(100)).toHaveLength(50);
    expect(queries()).toEqual(['max=40', 'cursor=1&max=40', 'cursor=1&max=20']);
  });

  test('is not halved below 10, where the sender may retry', async () => {
    const { list, queries, attempts } = await listOn(() => ({ status: 504 }), { maxPageSize: 1000 });
    await expect(list.toArray(25)).rejects.toThrow(ServerError);
    expect(queries()).toEqual(['max=25', 'max=13', 'max=10']);
    expect(attempts.map(({ retryTimeouts }) => retryTimeouts)).toEqual([false, false, true]);
  });

  test('is not changed within pages that are counted by number', async () => {
    const script: Answer[] = [{ json: { items: [1, 2] } }, { status: 504 }];
    const { list, queries } = await listOn(script, { paging: 'page', maxPageSize: 50 });
    await expect(list.toArray(60)).rejects.toThrow(ServerError);
    expect(queries()).toEqual(['pageSize=50', 'pageSize=50&page=1']);
  });

  test('that the caller set is not changed, and errors say so', async () => {
    const { list, queries, attempts } = await listOn(
      () => ({ status: 408 }),
      { maxPageSize: 1000 },
      '?max=800',
    );
    await expect(list.toArray(25)).rejects.toThrow(TimeoutError);
    expect(queries()).toEqual(['max=800']);
    expect(attempts).toEqual([
      {
        retryTimeouts: true,
        elapsed: expect.any(Number),
        slowHint: 'Smaller pages are faster: "max" was 800.',
      },
    ]);
  });

  test('is not halved for other errors', async () => {
    const { list, queries } = await listOn(() => ({ status: 502 }), { maxPageSize: 1000 });
    await expect(list.toArray(100)).rejects.toThrow(ServerError);
    expect(queries()).toEqual(['max=100']);
  });
});

describe('a list used as an array', () => {
  const list = new Paginator(() => Promise.reject(new Error('never read')), undefined, '/v1/rooms');

  test('says what it is and how to read it when printed', () => {
    const expected = /^Paginator of \/v1\/rooms: .*for await.*toArray\(\)/;
    expect(inspect(list)).toMatch(expected);
    expect(`${list}`).toMatch(expected);
    expect(JSON.parse(JSON.stringify({ list })).list).toMatch(expected);
  });

  test.each([
    ['for … of', () => [...(list as unknown as unknown[])]],
    ['map', () => (list as unknown as unknown[]).map(String)],
    ['length', () => (list as unknown as unknown[]).length],
    ['filter', () => (list as unknown as unknown[]).filter(Boolean)],
  ])('throws a TypeError for %j', (name, use) => {
    expect(use).toThrow(TypeError);
    expect(use).toThrow(new RegExp(`"${name}" does not work on a list.*for await`));
  });
});

describe('a list of a session', () => {
  const listOf = (url: string, query: object, options: object = {}) =>
    new Session({ accessToken: 'token', baseUrl: url, ...options }).list(['rooms'], {
      query,
      maxPageSize: 100,
      paging: 'offset',
    });

  test('requests a smaller page after a 504, never the same one again', async () => {
    const server = await startScriptedServer(numbers(30, { fast: 20 }));
    expect(await listOf(server.url, { type: 'group' }).toArray(30)).toHaveLength(30);
    expect(server.requests.map(({ target }) => target.split('?')[1])).toEqual([
      'type=group&max=30',
      'type=group&max=15',
      'type=group&max=15&offset=15',
    ]);
  });

  test('suggests smaller pages if the caller set the size', async () => {
    const server = await startScriptedServer(() => ({ status: 504 }));
    const error = await listOf(server.url, { max: 90 }, { maxRetries: 0 })
      .toArray(5)
      .catch((error: unknown) => error);
    expect(String(error)).toContain('Smaller pages are faster: "max" was 90.');
  });

  test('ends at its totalTimeout, smaller pages included', async () => {
    const server = await startScriptedServer(() => ({ after: new Promise(() => undefined) }));
    const list = listOf(server.url, {}, { timeout: 60_000, totalTimeout: 200 });
    await expect(list.toArray(80)).rejects.toThrow('Timed out after 200 ms, including retries and waits');
    expect(server.requests).toHaveLength(1);
  });

  test('has its name and path', () => {
    expect(inspect(listOf('http://127.0.0.1:9/v1', { max: 1 }))).toMatch(/^Paginator of \/v1\/rooms:/);
  });
});
