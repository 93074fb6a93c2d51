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

describe('success', () => {
  test.each([200, 201, 202, 299])('%d with a body gives the body', async (status) => {
    const server = await startScriptedServer([{ status, json: { id: 'A' } }]);
    expect(await connect(server.url).post(['rooms'], { body: {} })).toEqual({ id: 'A' });
  });

  test.each([
    [200, ''],
    [202, ''],
    [204, ''],
    [200, 'null'],
  ])(
    'an answer %d with the body "%s" is a MalformedResponseError unless the method allows it',
    async (status, body) => {
      const server = await startScriptedServer(() => ({ status, body }));
      const session = connect(server.url);
      await expect(session.put(['people', 'P'], { body: {} })).rejects.toThrow(MalformedResponseError);
      const allowed = await session.put(['people', 'P'], { body: {}, allowEmpty: true });
      expect(allowed ?? undefined).toBeUndefined();
      expect(server.requests).toHaveLength(2);
    },
  );

  test('a DELETE resolves to undefined without a body, and to the parsed body otherwise', async () => {
    const server = await startScriptedServer([{ status: 204 }, { json: { id: 'R' } }]);
    const session = connect(server.url);
    expect(await session.delete(['rooms', 'R'])).toBeUndefined();
    expect(await session.delete(['rooms', 'R'])).toEqual({ id: 'R' });
  });

  test.each(['deleted', '<html><title>Sign in</title></html>'])(
    'a DELETE answered with %s is a MalformedResponseError',
    async (body) => {
      const server = await startScriptedServer([{ body }]);
      await expect(connect(server.url).delete(['rooms', 'R'])).rejects.toThrow(MalformedResponseError);
    },
  );

  test('what is not JSON is a MalformedResponseError that has the text but does not print it', async () => {
    const server = await startScriptedServer([{ body: '<html>' }]);
    const error = await connect(server.url)
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(MalformedResponseError);
    expect(error).toMatchObject({ status: 200, body: '<html>', method: 'GET', url: `${server.url}rooms/R` });
    expect(Object.keys(error as object)).not.toContain('body');
  });

  test('a list without items is a MalformedResponseError', async () => {
    const server = await startScriptedServer([{ json: { items: null } }]);
    await expect(connect(server.url).list(['rooms']).toArray()).rejects.toThrow(MalformedResponseError);
  });
});

describe('what is sent', () => {
  test('get sends its query and has no body', async () => {
    const server = await startScriptedServer([{}]);
    const session = connect(server.url);
    await session.get(['a', 'b c'], { query: { x: [1, 2] } });
    await expect(session.get(['a'], { extraBody: { y: 1 } })).rejects.toThrow(/A GET has no body/);
    expect(server.requests).toMatchObject([{ method: 'GET', target: '/v1/a/b%20c?x=1,2', body: '' }]);
  });

  test('a header that can not be sent is a TypeError', async () => {
    const server = await startScriptedServer([]);
    const call = connect(server.url).get(['x'], { headers: { 'x-extra': 'line\nbreak' } });
    await expect(call).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  test.each(['post', 'put', 'patch', 'delete'] as const)(
    '%s sends method, query and body',
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

  test('undefined is dropped; null, 0, false and an empty text are sent', async () => {
    const server = await startScriptedServer([{}]);
    const parameters = { a: undefined, b: null, c: 0, d: false, e: '' };
    await connect(server.url).post(['x'], { query: parameters, body: parameters });
    expect(server.requests[0]?.target).toBe('/v1/x?b=null&c=0&d=false&e=');
    expect(server.requests[0]?.body).toBe('{"b":null,"c":0,"d":false,"e":""}');
  });

  test('unlisted parameters go where they are put', async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).post(['x'], { body: { a: 1 }, extraBody: { b: 2 }, extraQuery: { c: 3 } });
    expect(server.requests).toMatchObject([{ target: '/v1/x?c=3', body: '{"a":1,"b":2}' }]);
  });

  test('a form is sent as one, with names and values encoded', async () => {
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

  test('a call can bring its own token or none, also where the session has none', async () => {
    const server = await startScriptedServer([{}, {}, {}]);
    await connect(server.url).post(['jwt', 'login'], { accessToken: 'other' });
    await connect(server.url).post(['access_token'], { accessToken: false });
    const session = new Session({ accessToken: false, baseUrl: server.url });
    await session.post(['access_token'], { accessToken: false });
    await expect(session.get(['people', 'me'])).rejects.toThrow(/accessToken: false/);
    const sent = server.requests.map((request) => request.headers.authorization);
    expect(sent).toEqual(['Bearer other', undefined, undefined]);
  });

  test("the caller's headers take the place of the session's", async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).get(['x'], { headers: { Accept: 'text/plain' } });
    expect(server.requests[0]?.headers.accept).toBe('text/plain');
  });

  test.each([['text'], [null], [5], [['a']]])(
    'parameters that are %j are a TypeError',
    async (parameters) => {
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
    },
  );

  test('an array is sent as a body of its own, with its media type', async () => {
    const server = await startScriptedServer([{}]);
    const body = [{ op: 'replace', path: 'ringtone', value: 5 }];
    await connect(server.url).patch(['x'], { body, mediaType: 'application/json-patch+json' });
    expect(server.requests[0]?.headers['content-type']).toBe('application/json-patch+json');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(body);
  });

  test('header parameters are sent as headers, not in query or body', async () => {
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

  test('base: root addresses the API outside of the base path', async () => {
    const server = await startScriptedServer([{}]);
    await connect(server.url).get(['identity', 'scim', 'Users'], { base: 'root' });
    expect(server.requests[0]?.target).toBe('/identity/scim/Users');
  });

  test('the User-Agent names product, platform, place and caller', async () => {
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

describe('options', () => {
  test('a base URL is completed', () => {
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
  ])('%j is refused', (options, message) => {
    const make = () => new Session({ accessToken: 'x', ...(options as object) });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/secret/);
  });
});

describe('lists', () => {
  test('nothing is sent with a next link to another host: the token stays home', async () => {
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

  test('a next link that leads in circles ends in an error', async () => {
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

  test('a next link that is no address ends in an error', async () => {
    const server = await startScriptedServer([
      { json: { items: [1] }, headers: { link: '<http://[>; rel="next"' } },
    ]);
    await expect(connect(server.url).list(['rooms']).toArray()).rejects.toThrow(/not a valid URL/);
  });

  describe('that count their pages', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const counting = (extra: (offset: number) => object = () => ({})) =>
      startScriptedServer((request) => {
        const offset = Number(/offset=(\d+)/.exec(request.target)?.[1] ?? 0);
        return { json: { items: all.slice(offset, offset + 2) }, ...extra(offset) };
      });

    test('are read until a page is empty, by the items that came rather than those asked for', async () => {
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

    test('follow links where there are any', async () => {
      const server = await startScriptedServer([
        { json: { items: [1] }, headers: { link: '</v1/events?cursor=2>; rel="next"' } },
        { json: { items: [2] } },
      ]);
      expect(await connect(server.url).list(['events'], { paging: 'offset' }).toArray()).toEqual([1, 2]);
    });

    test('end in an error where the service does not count along', async () => {
      const server = await startScriptedServer(() => ({ json: { items: [1] } }));
      const list = connect(server.url).list(['events'], { paging: 'offset' });
      await expect(list.toArray()).rejects.toThrow(/Pagination loop/);
      expect(server.requests).toHaveLength(2);
    });
  });

  test('live data: what is added between two readings is in the second', async () => {
    const items = [1];
    const server = await startScriptedServer(() => ({ json: { items } }));
    const list = connect(server.url).list(['rooms']);
    expect(list).toBeInstanceOf(Paginator);
    expect(await list.toArray()).toEqual([1]);
    items.push(2);
    expect(await list.toArray()).toEqual([1, 2]);
  });
});

describe('faults', () => {
  test('a read is repeated after 502 and a broken connection', async () => {
    const server = await startScriptedServer([{ status: 502 }, { reset: true }, { json: { id: 'A' } }]);
    expect(await connect(server.url).get(['rooms', 'A'])).toEqual({ id: 'A' });
    expect(server.requests).toHaveLength(3);
  });

  test('a page in the middle is repeated too', async () => {
    const next = () => ({ link: `<${server.url}rooms?page=2>; rel="next"` });
    const server = await startScriptedServer(
      (_, index) =>
        [{ json: { items: [1] }, headers: next() }, { status: 503 }, { json: { items: [2] } }][index] ?? {},
    );
    expect(await connect(server.url).list(['rooms']).toArray()).toEqual([1, 2]);
  });

  test('a message whose fate is unknown is sent once', async () => {
    const server = await startScriptedServer((_, index) => (index === 0 ? { reset: true } : { status: 502 }));
    const session = connect(server.url);
    await expect(session.post(['messages'], { body: {} })).rejects.toThrow(ConnectionError);
    await expect(session.post(['messages'], { body: {} })).rejects.toThrow(ServerError);
    expect(server.requests).toHaveLength(2);
  });

  test('a message that was refused for now is sent again', async () => {
    const server = await startScriptedServer([
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 200, json: { id: 'M' } },
    ]);
    expect(await connect(server.url).post(['messages'], { body: { text: 'x' } })).toEqual({ id: 'M' });
    expect(server.requests.map((request) => request.body)).toEqual(['{"text":"x"}', '{"text":"x"}']);
  });

  test('a wait beyond the ceiling is not begun', async () => {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '600' } }]);
    const error = await connect(server.url, { maxWait: 60_000 })
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfter: 600 });
    expect(server.requests).toHaveLength(1);
  });

  test('the requests of a session wait together: one refusal for all of them', async () => {
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

  test('an attempt that takes too long is a TimeoutError', async () => {
    const server = await startScriptedServer(() => ({ after: new Promise(() => undefined) }));
    const error = await connect(server.url, { maxRetries: 0 })
      .get(['rooms', 'R'], { timeout: 50 })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ method: 'GET', url: `${server.url}rooms/R` });
  });

  test('nobody listening is a ConnectionError with the code beneath', async () => {
    const error = await connect('http://127.0.0.1:1/', { maxRetries: 0 })
      .get(['rooms', 'R'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('waiting for another try ends with the signal', async () => {
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
  test('no error, log line or view of a session shows the token', async () => {
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
