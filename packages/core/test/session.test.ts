import { EventEmitter, once } from 'node:events';
import { inspect } from 'node:util';
import { startScriptedServer } from '@wxt/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  ConnectionError,
  MalformedResponseError,
  Paginator,
  RateLimitError,
  ServerError,
  Session,
  TimeoutError,
} from '../src/index.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const connect = (baseUrl: string, options = {}) =>
  new Session({ accessToken: 'secret-token', baseUrl, ...options });

describe('a successful response', () => {
  test.each([200, 201, 202, 299])('%d resolves to its parsed body', async (status) => {
    const server = await startScriptedServer([{ status, json: { id: 'A' } }]);
    expect(await connect(server.url).post(['rooms'], { body: {} })).toEqual({ id: 'A' });
  });

  test.each([
    [200, ''],
    [202, ''],
    [204, ''],
    [200, 'null'],
  ])('%d with the body "%s" is a MalformedResponseError without allowEmpty', async (status, body) => {
    const server = await startScriptedServer(() => ({ status, body }));
    const session = connect(server.url);
    await expect(session.put(['people', 'P'], { body: {} })).rejects.toThrow(MalformedResponseError);
    const allowed = await session.put(['people', 'P'], { body: {}, allowEmpty: true });
    expect(allowed ?? undefined).toBeUndefined();
    expect(server.requests).toHaveLength(2);
  });

  test('to a DELETE resolves to undefined without a body, and to the parsed body otherwise', async () => {
    const server = await startScriptedServer([{ status: 204 }, { json: { id: 'R' } }]);
    const session = connect(server.url);
    expect(await session.delete(['rooms', 'R'])).toBeUndefined();
    expect(await session.delete(['rooms', 'R'])).toEqual({ id: 'R' });
  });

  test.each(['deleted', '<html><title>Sign in</title></html>'])(
    'to a DELETE with the body %s is a MalformedResponseError',
    async (body) => {
      const server = await startScriptedServer([{ body }]);
      await expect(connect(server.url).delete(['rooms', 'R'])).rejects.toThrow(MalformedResponseError);
    },
  );

  test('that is not JSON is a MalformedResponseError with a non-enumerable body', async () => {
    const server = await startScriptedServer([{ body: '<html>' }]);
    const error = await connect(server.url)
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(MalformedResponseError);
    expect(error).toMatchObject({ status: 200, body: '<html>', method: 'GET', url: `${server.url}rooms/R` });
    expect(Object.keys(error as object)).not.toContain('body');
  });

  test('to a list without items is a MalformedResponseError', async () => {
    const server = await startScriptedServer([{ json: { items: null } }]);
    await expect(connect(server.url).list(['rooms']).toArray()).rejects.toThrow(MalformedResponseError);
  });
});

describe('a request', () => {
  test('of get() has a query and no body', async () => {
    const server = await startScriptedServer([{}]);
    const session = connect(server.url);
    await session.get(['a', 'b c'], { query: { x: [1, 2] } });
    await expect(session.get(['a'], { extraBody: { y: 1 } })).rejects.toThrow(/A GET has no body/);
    expect(server.requests).toMatchObject([{ method: 'GET', target: '/v1/a/b%20c?x=1,2', body: '' }]);
  });

  test('with an invalid header value is a TypeError', async () => {
    const server = await startScriptedServer([]);
    const call = connect(server.url).get(['x'], { headers: { 'x-extra': 'line\nbreak' } });
    await expect(call).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  test.each(['post', 'put', 'patch', 'delete'] as const)(
    'of %s() has method, query and body',
    async (method) => {
      const server = await startScriptedServer([{}]);
      await connect(server.url)[method](['a', 'b c'], {
        query: { x: [1, 2] },
        body: { y: undefined, z: null },
      });
      expect(server.requests).toMatchObject([
        { method: method.toUpperCase(), target: '/v1/a/b%20c?x=1,2', body: '{"z":null}' },
      ]);
    },
  );

  test('leaves out undefined and sends null, 0, false and empty strings', async () => {
    const server = await startScriptedServer([{}]);
    const parameters = { a: undefined, b: null, c: 0, d: false, e: '' };
    await connect(server.url).post(['x'], { query: parameters, body: parameters });
    expect(server.requests[0]?.target).toBe('/v1/x?b=null&c=0&d=false&e=');
    expect(server.requests[0]?.body).toBe('{"b":null,"c":0,"d":false,"e":""}');
  });

  test('includes extraQuery in the query and extraBody in the body', async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).post(['x'], { body: { a: 1 }, extraBody: { b: 2 }, extraQuery: { c: 3 } });
    expect(server.requests).toMatchObject([{ target: '/v1/x?c=3', body: '{"a":1,"b":2}' }]);
  });

  test('with a form is form-encoded, with names mapped by fieldNames', async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).post(['access_token'], {
      form: { grantType: 'x y', code: 'a&b=ü', none: undefined },
      fieldNames: { grantType: 'grant_type' },
    });
    expect(server.requests).toMatchObject([
      {
        body: 'grant_type=x%20y&code=a%26b%3D%C3%BC',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ]);
  });

  test('uses the accessToken of the call, or none with false, over that of the session', async () => {
    const server = await startScriptedServer([{}, {}, {}]);
    await connect(server.url).post(['jwt', 'login'], { accessToken: 'other' });
    await connect(server.url).post(['access_token'], { accessToken: false });
    const session = new Session({ accessToken: false, baseUrl: server.url });
    await session.post(['access_token'], { accessToken: false });
    await expect(session.get(['people', 'me'])).rejects.toThrow(/accessToken: false/);
    const sent = server.requests.map((request) => request.headers.authorization);
    expect(sent).toEqual(['Bearer other', undefined, undefined]);
  });

  test("sends the caller's headers in place of the session's", async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).get(['x'], { headers: { Accept: 'text/plain' } });
    expect(server.requests[0]?.headers.accept).toBe('text/plain');
  });

  test.each([['text'], [null], [5], [['a']]])('with parameters %j is a TypeError', async (parameters) => {
    const server = await startScriptedServer([]);
    const session = connect(server.url);
    if (!Array.isArray(parameters)) {
      await expect(session.post(['x'], { body: parameters as unknown as object })).rejects.toThrow(
        /Expected an object of parameters/,
      );
    }
    expect(() => session.list(['x'], { query: parameters as object })).toThrow(
      /Expected an object of parameters/,
    );
    expect(server.requests).toEqual([]);
  });

  test('sends an array as the whole body, with its media type', async () => {
    const server = await startScriptedServer([{}]);
    const body = [{ op: 'replace', path: 'ringtone', value: 5 }];
    await connect(server.url).patch(['x'], { body, mediaType: 'application/json-patch+json' });
    expect(server.requests[0]?.headers['content-type']).toBe('application/json-patch+json');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(body);
  });

  test('sends headerFields as headers, not in query or body', async () => {
    const server = await startScriptedServer([{}, {}]);
    const session = connect(server.url);
    const headerFields = ['timezone', 'password'];
    await session.get(['x'], { query: { timezone: 'Europe/Oslo', max: 5 }, headerFields });
    await session.post(['x'], { body: { password: 'ab c', a: 1 }, headerFields });
    expect(server.requests).toMatchObject([
      { target: '/v1/x?max=5', headers: { timezone: 'Europe/Oslo' } },
      { body: '{"a":1}', headers: { password: 'ab c' } },
    ]);
    for (const timezone of ['a\r\nb: c', '\u4e2d', { a: 1 }]) {
      await expect(session.get(['x'], { query: { timezone }, headerFields })).rejects.toThrow(
        /"timezone" is sent as a header/,
      );
    }
    expect(server.requests).toHaveLength(2);
  });

  test('with base: root goes to a path outside the base path', async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).get(['identity', 'scim', 'Users'], { base: 'root' });
    expect(server.requests[0]?.target).toBe('/identity/scim/Users');
  });

  test('has a User-Agent with product, platform, beGeoId and caller', async () => {
    const server = await startScriptedServer([{}, {}]);
    await connect(server.url, { beGeoId: 'oslo', caller: 'my-bot' }).get(['x']);
    vi.stubEnv('BE_GEO_ID', 'bergen');
    vi.stubEnv('WEBEX_SDK_CALLER', 'their-bot');
    await connect(server.url).get(['x']);
    const agents = server.requests.map((request) => request.headers['user-agent']);
    expect(agents[0]).toMatch(/^wxt\/\d+\.\d+\.\d+ \(node \d.*; be_geo_id oslo; caller my-bot\)$/);
    expect(agents[1]).toMatch(/be_geo_id bergen; caller their-bot\)$/);
  });
});

describe('session options', () => {
  test('baseUrl gets a trailing slash and defaults to webexapis.com', () => {
    expect(connect('http://127.0.0.1:9/v1').baseUrl).toBe('http://127.0.0.1:9/v1/');
    expect(new Session({ accessToken: 'x' }).baseUrl).toBe('https://webexapis.com/v1/');
  });

  test.each([
    [{ baseUrl: 'webexapis.com' }, /"baseUrl"/],
    [{ baseUrl: 'ftp://x.example/' }, /"baseUrl"/],
    [{ baseUrl: 'https://user:pass@x.example/' }, /without credentials/],
    [{ timeout: 0 }, /"timeout"/],
    [{ timeout: 2 ** 31 }, /"timeout"/],
    [{ timeout: '5' }, /"timeout"/],
    [{ maxRetries: -1 }, /"maxRetries"/],
    [{ maxWait: Number.NaN }, /"maxWait"/],
    [{ proxies: { https: 'secret@proxy' } }, /"proxies.https"/],
    [{ caller: 'line\nbreak' }, /printable/],
  ])('%j is a TypeError', (options, message) => {
    const make = () => new Session({ accessToken: 'x', ...(options as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/secret/);
  });
});

describe('lists', () => {
  test('do not follow a next link to another host', async () => {
    const foreign = await startScriptedServer([]);
    const server = await startScriptedServer(() => ({
      json: { items: [1, 2] },
      headers: { link: `<${foreign.url}rooms>; rel="next"` },
    }));
    const list = connect(server.url).list(['rooms']);
    expect(await list.toArray(2)).toEqual([1, 2]);
    await expect(list.toArray()).rejects.toThrow(/another host.*not followed/);
    expect(foreign.requests).toEqual([]);
  });

  test('reject with a pagination loop if a next link points to an earlier page', async () => {
    const server = await startScriptedServer((request) => {
      const page = Number(/page=(\d+)/.exec(request.target)?.[1] ?? 0);
      return {
        json: { items: [page] },
        headers: { link: `<${server.url}rooms?page=${page < 4 ? page + 1 : 2}>; rel="next"` },
      };
    });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const item of connect(server.url).list(['rooms'])) seen.push(item);
    })();
    await expect(reading).rejects.toThrow(MalformedResponseError);
    await expect(reading).rejects.toThrow(/Pagination loop/);
    expect(seen.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(server.requests.length).toBeLessThan(15);
  });

  test('reject if a next link is not a valid URL', async () => {
    const server = await startScriptedServer([
      { json: { items: [1] }, headers: { link: '<http://[>; rel="next"' } },
    ]);
    await expect(connect(server.url).list(['rooms']).toArray()).rejects.toThrow(/not a valid URL/);
  });

  describe('with paging: offset', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const counting = (extra: (offset: number) => object = () => ({})) =>
      startScriptedServer((request) => {
        const offset = Number(/offset=(\d+)/.exec(request.target)?.[1] ?? 0);
        return { json: { items: all.slice(offset, offset + 2) }, ...extra(offset) };
      });

    test('advance by the number of items received until a page is empty', async () => {
      const server = await counting();
      const list = connect(server.url).list(['events'], {
        paging: 'offset',
        query: { max: 500, offset: 1, categories: ['A', 'B'] },
      });
      expect(await list.toArray()).toEqual(['b', 'c', 'd', 'e']);
      expect(server.requests.map((request) => request.target)).toEqual([
        '/v1/events?max=500&offset=1&categories=A,B',
        '/v1/events?max=500&categories=A,B&offset=3',
        '/v1/events?max=500&categories=A,B&offset=5',
      ]);
    });

    test('follow next links if there are any', async () => {
      const server = await startScriptedServer([
        { json: { items: [1] }, headers: { link: '</v1/events?cursor=2>; rel="next"' } },
        { json: { items: [2] } },
      ]);
      expect(await connect(server.url).list(['events'], { paging: 'offset' }).toArray()).toEqual([1, 2]);
    });

    test('reject with a pagination loop if the service ignores the offset', async () => {
      const server = await startScriptedServer(() => ({ json: { items: [1] } }));
      const list = connect(server.url).list(['events'], { paging: 'offset' });
      await expect(list.toArray()).rejects.toThrow(/Pagination loop/);
      expect(server.requests).toHaveLength(2);
    });
  });

  test('are fetched again each time they are read', async () => {
    const items = [1];
    const server = await startScriptedServer(() => ({ json: { items } }));
    const list = connect(server.url).list(['rooms']);
    expect(list).toBeInstanceOf(Paginator);
    expect(await list.toArray()).toEqual([1]);
    items.push(2);
    expect(await list.toArray()).toEqual([1, 2]);
  });
});

describe('retries', () => {
  test('a GET is retried after 502 and a reset connection', async () => {
    const server = await startScriptedServer([{ status: 502 }, { reset: true }, { json: { id: 'A' } }]);
    expect(await connect(server.url).get(['rooms', 'A'])).toEqual({ id: 'A' });
    expect(server.requests).toHaveLength(3);
  });

  test('a later page of a list is retried after 503', async () => {
    const next = () => ({ link: `<${server.url}rooms?page=2>; rel="next"` });
    const server = await startScriptedServer(
      (_, index) =>
        [{ json: { items: [1] }, headers: next() }, { status: 503 }, { json: { items: [2] } }][index] ?? {},
    );
    expect(await connect(server.url).list(['rooms']).toArray()).toEqual([1, 2]);
  });

  test('a POST is not retried after a reset connection or 502', async () => {
    const server = await startScriptedServer((_, index) => (index === 0 ? { reset: true } : { status: 502 }));
    const session = connect(server.url);
    await expect(session.post(['messages'], { body: {} })).rejects.toThrow(ConnectionError);
    await expect(session.post(['messages'], { body: {} })).rejects.toThrow(ServerError);
    expect(server.requests).toHaveLength(2);
  });

  test('a POST is retried after 429', async () => {
    const server = await startScriptedServer([
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 200, json: { id: 'M' } },
    ]);
    expect(await connect(server.url).post(['messages'], { body: { text: 'x' } })).toEqual({ id: 'M' });
    expect(server.requests.map((request) => request.body)).toEqual(['{"text":"x"}', '{"text":"x"}']);
  });

  test('a Retry-After longer than maxWait is a RateLimitError at once', async () => {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '600' } }]);
    const error = await connect(server.url, { maxWait: 60_000 })
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfter: 600 });
    expect(server.requests).toHaveLength(1);
  });

  test('a 429 makes the other requests of its bucket wait, and no others', async () => {
    const server = await startScriptedServer((_, index) =>
      index === 0 ? { status: 429, headers: { 'retry-after': '1' } } : {},
    );
    const told = new EventEmitter();
    const session = connect(server.url, {
      logger: { debug: () => undefined, warn: () => told.emit('wait') },
    });
    const first = session.get(['rooms', 'A']);
    await once(told, 'wait');
    const others = ['B', 'C', 'D'].map((id) => session.get(['rooms', id]));
    await session.get(['people', 'me']);
    expect(server.requests.map((request) => request.target)).toEqual(['/v1/rooms/A', '/v1/people/me']);
    await Promise.all([first, ...others]);
    expect(server.requests).toHaveLength(6);
  });

  test('an attempt longer than `timeout` is a TimeoutError', async () => {
    const server = await startScriptedServer(() => ({ after: new Promise(() => undefined) }));
    const error = await connect(server.url, { maxRetries: 0 })
      .get(['rooms', 'R'], { timeout: 50 })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ method: 'GET', url: `${server.url}rooms/R` });
  });

  test('a refused connection is a ConnectionError with its code', async () => {
    const error = await connect('http://127.0.0.1:1/', { maxRetries: 0 })
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('a wait before a retry ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await startScriptedServer(() => {
      setImmediate(() => controller.abort(reason));
      return { status: 429, headers: { 'retry-after': '600' } };
    });
    const session = connect(server.url);
    await expect(session.get(['rooms', 'R'], { signal: controller.signal })).rejects.toBe(reason);
  });
});

describe('secrets', () => {
  test('no error, log line or inspected session shows the token', async () => {
    const lines: string[] = [];
    const logger = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const server = await startScriptedServer([
      { status: 502 },
      { status: 401 },
      { reset: true },
      { after: new Promise(() => undefined) },
    ]);
    const session = connect(server.url, { logger, proxies: undefined });
    const errors = [
      await session.get(['a']).catch((error: unknown) => error),
      await session.post(['b']).catch((error: unknown) => error),
      await session.post(['c'], { timeout: 50 }).catch((error: unknown) => error),
    ];
    expect(errors.map((error) => (error as Error).name)).toEqual([
      'UnauthorizedError',
      'ConnectionError',
      'TimeoutError',
    ]);
    const shown = inspect([session, errors, session.list(['rooms'])], {
      depth: 20,
      showHidden: true,
      getters: true,
    });
    const everything = shown + JSON.stringify([session, errors]) + lines.join();
    expect(lines).not.toEqual([]);
    expect(everything).not.toContain('secret-token');
  });
});

test('sequential calls share one connection', async () => {
  const server = await startScriptedServer(() => ({ json: {} }));
  const session = connect(server.url);
  for (const _ of Array.from({ length: 10 })) await session.get(['people', 'me']);
  expect(server.requests).toHaveLength(10);
  expect(server.connections).toBe(1);
});
