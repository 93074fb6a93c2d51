import { describe, expect, test } from 'vitest';
import { type Answer, startScriptedServer } from './scripted-server.js';

/** One way to call a method, the request it must send, and what it must resolve to. */
export interface ConformanceRow {
  /** The method's name. */
  readonly method: string;
  /** All its arguments before the options; strings among them are ids. */
  readonly arguments: readonly unknown[];
  /** Method, path and query on the wire: `GET /v1/rooms?type=group`. */
  readonly request: string;
  /** The JSON body on the wire; absent means there is none. */
  readonly body?: unknown;
  /** The service's response, and what the method must resolve to. For a list: its items. */
  readonly answer?: unknown;
  /** Set if the method returns a list: `link` follows the `Link` header. */
  readonly list?: 'link' | undefined;
}

/** A call with wrong parameters: what is wrong with it, the call, and the message of the TypeError it must throw. */
export type InvalidCall<Resource> = readonly [
  name: string,
  call: (resource: Resource) => unknown,
  message: RegExp,
];

/** A resource and how it must behave. */
export interface Conformance<Resource extends object = object> {
  /** Creates the resource on a session with the token `token`. */
  readonly create: (baseUrl: string) => Resource;
  /** At least one row for each public method. */
  readonly rows: readonly ConformanceRow[];
  /** Calls that must be refused before anything is sent. */
  readonly invalid?: readonly InvalidCall<Resource>[];
  /** Methods that a row can't describe, and that have tests of their own. */
  readonly besides?: readonly string[] | undefined;
}

const unknownAttribute = { attributeOfTomorrow: { nested: [1, null] } };
const hostileIds = ['../people/me', 'a/b', '?x=1', '#x', '%2e%2e', 'ä b', 'a;b,c'];
const badIds = ['', ' ', '.', '..', undefined, null, 5, {}, ['a']];

/** Declares the tests that every resource must pass. */
export function conformance<Resource extends object>(resource: Conformance<Resource>): void {
  const { create, rows, invalid = [], besides = [] } = resource;
  test('every public method has a conformance row', () => {
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(create('http://127.0.0.1:9/v1/')));
    const methods = names.filter((name) => name !== 'constructor');
    expect([...new Set([...rows.map((row) => row.method), ...besides])].sort()).toEqual(methods.sort());
  });

  test.each(invalid)('%s: a TypeError, and nothing is sent', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await settled(() => call(create(server.url))).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  for (const row of rows) {
    describe(`${row.method} ${JSON.stringify(row.arguments)}`, () => {
      const { method } = row;
      const answer = withUnknown(row);
      const call = (url: string, given: readonly unknown[], options?: object) =>
        settled(() => invoke(create(url), method, [...given, options]));

      test('sends the documented request and returns the whole response', async () => {
        const server = await startScriptedServer([success(row, answer)]);
        const given = deepFreeze(structuredClone(row.arguments));
        expect(await call(server.url, given)).toEqual(answer);
        expect(given).toEqual(row.arguments);
        expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([row.request]);
        const [request] = server.requests;
        expect(request?.headers.authorization).toBe('Bearer token');
        expect(request?.body === '' ? undefined : JSON.parse(request?.body ?? '')).toEqual(row.body);
        expect(request?.headers['content-type']).toBe(
          row.body === undefined ? undefined : 'application/json',
        );
      });

      test('sends headers and extraQuery of its options', async () => {
        const server = await startScriptedServer([success(row, answer)]);
        const options = deepFreeze({ headers: { 'X-Extra': 'yes' }, extraQuery: { extra: 'a b' } });
        await call(server.url, row.arguments, options);
        expect(server.requests[0]?.headers['x-extra']).toBe('yes');
        expect(server.requests[0]?.target).toMatch(/[?&]extra=a%20b$/);
      });

      test('rejects with the reason of an aborted signal, before and during the request', async () => {
        const early = await startScriptedServer([success(row, answer)]);
        const reason = new Error('aborted by the caller');
        await expect(call(early.url, row.arguments, { signal: AbortSignal.abort(reason) })).rejects.toBe(
          reason,
        );
        expect(early.requests).toEqual([]);

        const controller = new AbortController();
        const late = await startScriptedServer(() => {
          controller.abort(reason);
          return { after: new Promise(() => undefined) };
        });
        await expect(call(late.url, row.arguments, { signal: controller.signal })).rejects.toBe(reason);
        expect(late.requests).toHaveLength(1);
      });

      for (const [index, id] of row.arguments.entries()) {
        if (typeof id !== 'string') continue;
        const replaced = (value: unknown) => row.arguments.with(index, value);

        test.each(hostileIds)(
          `encodes the id %j as one path segment (argument ${index + 1})`,
          async (hostile) => {
            const server = await startScriptedServer([success(row, answer)]);
            await call(server.url, replaced(hostile));
            const expected = row.request.replace(`/${id}`, `/${encodeURIComponent(hostile)}`);
            expect(expected).not.toBe(row.request);
            expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([expected]);
          },
        );

        test.each(badIds)(
          `throws a TypeError for the id %j and sends nothing (argument ${index + 1})`,
          async (bad) => {
            const server = await startScriptedServer([success(row, answer)]);
            await expect(call(server.url, replaced(bad))).rejects.toThrow(TypeError);
            expect(server.requests).toEqual([]);
          },
        );
      }

      if (row.list === 'link') listTests(create, row);
    });
  }
}

function listTests(create: Conformance['create'], row: ConformanceRow): void {
  test('is lazy, keeps its filters past an empty page, and starts over each time it is iterated', async () => {
    let round = 0;
    const server = await startScriptedServer((request) => {
      const cursor = /[?&]cursor=(\w+)/.exec(request.target)?.[1] ?? 'start';
      if (cursor === 'start') round += 1;
      const pages: Record<string, Answer> = {
        start: { json: { items: [{ id: `a${round}` }, { id: 'b' }] }, headers: linkTo('middle') },
        middle: { json: { items: [] }, headers: linkTo('end') },
        end: { json: { items: [{ id: 'c' }] } },
      };
      return pages[cursor] ?? { status: 404 };
    });
    const linkTo = (cursor: string) => ({
      link: `<${server.url}next;page?a=1,2&cursor=${cursor}>; rel="next"`,
    });

    const list = invoke(create(server.url), row.method, row.arguments);
    expect(server.requests).toEqual([]);
    expect(list).not.toHaveProperty('then');
    const ids = ['a1', 'b', 'c'];
    expect(await drain(list)).toEqual(ids.map((id) => ({ id })));
    expect(await drain(list)).toEqual(['a2', 'b', 'c'].map((id) => ({ id })));
    expect(server.requests.map(({ target }) => target)).toEqual(
      [1, 2].flatMap(() => [
        row.request.replace(/^GET /, ''),
        `/v1/next;page?a=1,2&cursor=middle${filtersOf(row)}`,
        `/v1/next;page?a=1,2&cursor=end${filtersOf(row)}`,
      ]),
    );
  });
}

/** The parameters that every page of a list has: all but those that set its position. */
function filtersOf({ request }: ConformanceRow): string {
  const [, query = ''] = request.split('?');
  const cursor =
    /^(before|beforeMessage|after|cursor|offset|start|startIndex|page|pageToken|next|nextToken)=/;
  const filters = query.split('&').filter((pair) => pair !== '' && !cursor.test(pair));
  return filters.map((pair) => `&${pair}`).join('');
}

/** Adds an undocumented attribute to the response of a row, to see that it is passed through. */
function withUnknown({ answer, list }: ConformanceRow): unknown {
  if (list)
    return (Array.isArray(answer) ? answer : [{ id: 'a' }]).map((item) => ({ ...item, ...unknownAttribute }));
  return typeof answer === 'object' && answer !== null ? { ...answer, ...unknownAttribute } : answer;
}

function success(row: ConformanceRow, answer: unknown): Answer {
  if (row.list) return { json: { items: answer } };
  return answer === undefined ? { status: 204 } : { json: answer };
}

/** Makes a call and resolves to its result; reads a list to its end. */
async function settled(call: () => unknown): Promise<unknown> {
  const result = call();
  return isAsyncIterable(result) ? drain(result) : result;
}

function invoke(resource: object, method: string, given: readonly unknown[]): unknown {
  const callable: unknown = Reflect.get(resource, method);
  if (typeof callable !== 'function') throw new TypeError(`There is no method ${method}.`);
  return callable.apply(resource, given);
}

async function drain(list: unknown): Promise<unknown[]> {
  const items: unknown[] = [];
  if (!isAsyncIterable(list)) throw new TypeError('The method did not return a list.');
  for await (const item of list) items.push(item);
  return items;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
