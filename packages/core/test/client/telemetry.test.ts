import { Console } from 'node:console';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import { startScriptedServer } from '@wxt/testing';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConnectionError, type Hooks, Session, type SessionOptions } from '../../src/index.js';

const connect = (baseUrl: string, options: SessionOptions = {}) =>
  new Session({ accessToken: 'secret-token', baseUrl, ...options });

/** Creates hooks that record their events. */
function recorder() {
  const events: [string, unknown][] = [];
  const record = (name: string) => (event: unknown) => events.push([name, event]);
  const names = ['onRequest', 'onResponse', 'onError', 'onRetry', 'onWait'] as const;
  const hooks: Hooks = Object.fromEntries(names.map((name) => [name, record(name)]));
  return { events, hooks };
}

describe('hooks', () => {
  test('are called for each request, response, error, retry and wait', async () => {
    const server = await startScriptedServer([
      { status: 429, headers: { 'retry-after': '1', trackingid: 'ONE' } },
      { reset: true },
      { json: { id: 'A' }, headers: { trackingid: 'TWO', 'x-extra': 'yes' } },
    ]);
    const { events, hooks } = recorder();
    const url = `${server.url}rooms/A?x=1`;
    await connect(server.url, { hooks }).get(['rooms', 'A'], { query: { x: 1 } });
    const request = (attempt: number) => ({ method: 'GET', url, attempt });
    const duration = expect.any(Number);
    expect(events).toEqual([
      ['onRequest', request(1)],
      [
        'onResponse',
        {
          ...request(1),
          status: 429,
          headers: expect.objectContaining({ 'retry-after': '1' }),
          trackingId: 'ONE',
          duration,
        },
      ],
      ['onWait', { method: 'GET', resource: 'rooms', delay: 1000 }],
      ['onRetry', { ...request(1), error: expect.objectContaining({ status: 429 }), delay: 1000 }],
      ['onRequest', request(2)],
      ['onError', { ...request(2), error: expect.any(ConnectionError), duration }],
      ['onRetry', { ...request(2), error: expect.any(ConnectionError), delay: duration }],
      ['onRequest', request(3)],
      [
        'onResponse',
        {
          ...request(3),
          status: 200,
          headers: expect.objectContaining({ 'x-extra': 'yes' }),
          trackingId: 'TWO',
          duration,
        },
      ],
    ]);
    expect(inspect(events, { depth: 20, showHidden: true })).not.toContain('secret-token');
  });

  test('that throw or reject become process warnings and do not affect the call', async () => {
    const server = await startScriptedServer([{ status: 502 }, { json: { id: 'A' } }]);
    const fails = () => {
      throw new Error('a bug of the program');
    };
    const rejects = () => Promise.reject(new Error('a later bug of the program'));
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    onTestFinished(() => {
      process.off('warning', listen);
    });
    const session = connect(server.url, {
      hooks: { onRequest: fails, onResponse: rejects, onRetry: fails, onWait: fails, onError: fails },
      logger: { debug: fails, warn: fails },
    });
    expect(await session.get(['rooms', 'A'], { onResponse: fails })).toEqual({ id: 'A' });
    expect(server.requests).toHaveLength(2);
    await new Promise(setImmediate);
    expect(warnings.map(String)).toContain(
      'Warning: A listener of the session, onRequest, failed: Error: a bug of the program',
    );
    expect(warnings.map(String)).toContain(
      'Warning: A listener of the session, onResponse, failed: Error: a later bug of the program',
    );
  });
});

describe('onResponse of one call', () => {
  test('is called for its own responses only, errors included', async () => {
    const server = await startScriptedServer([
      { status: 204, headers: { trackingid: 'ONE' } },
      { json: {} },
      { status: 404 },
    ]);
    const session = connect(server.url);
    const seen: unknown[] = [];
    const onResponse = ({ status, trackingId, url }: { status: number; trackingId: unknown; url: string }) =>
      seen.push([status, trackingId, url.replace(server.url, '')]);
    await session.delete(['rooms', 'A'], { onResponse });
    await session.get(['rooms', 'B']);
    await expect(session.get(['rooms', 'C'], { onResponse })).rejects.toThrow();
    expect(seen).toEqual([
      [204, 'ONE', 'rooms/A'],
      [404, undefined, 'rooms/C'],
    ]);
  });

  test('is called for each page of a list', async () => {
    const server = await startScriptedServer((_, index) => ({
      json: { items: [index] },
      ...(index < 2 && { headers: { link: `<${server.url}rooms?page=${index + 1}>; rel="next"` } }),
    }));
    const urls: string[] = [];
    await connect(server.url)
      .list(['rooms'], { onResponse: ({ url }) => urls.push(url) })
      .toArray();
    expect(urls).toEqual(['rooms', 'rooms?page=1', 'rooms?page=2'].map((path) => server.url + path));
  });
});

describe('diagnostics channels', () => {
  test('trace each attempt from start to end, without the response body', async () => {
    const server = await startScriptedServer([
      { status: 503, headers: { trackingid: 'ONE' } },
      { json: { access_token: 'secret-answer' }, headers: { trackingid: 'TWO' } },
    ]);
    const seen: [string, object][] = [];
    const channels = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map(
      (name) => `tracing:wxt:request:${name}`,
    );
    for (const name of [...channels, 'wxt:retry']) {
      const listen = (message: unknown) => seen.push([name, { ...(message as object) }]);
      subscribe(name, listen);
      onTestFinished(() => {
        unsubscribe(name, listen);
      });
    }
    await connect(server.url).get(['rooms', 'A']);
    const request = (attempt: number) => ({ method: 'GET', url: `${server.url}rooms/A`, attempt });
    expect(seen).toMatchObject([
      ['tracing:wxt:request:start', request(1)],
      ['tracing:wxt:request:end', request(1)],
      ['tracing:wxt:request:asyncStart', { ...request(1), status: 503, trackingId: 'ONE' }],
      ['tracing:wxt:request:asyncEnd', { ...request(1), status: 503, trackingId: 'ONE' }],
      ['wxt:retry', { ...request(1), delay: expect.any(Number) }],
      ['tracing:wxt:request:start', request(2)],
      ['tracing:wxt:request:end', request(2)],
      ['tracing:wxt:request:asyncStart', { ...request(2), status: 200, trackingId: 'TWO' }],
      ['tracing:wxt:request:asyncEnd', { ...request(2), status: 200, trackingId: 'TWO' }],
    ]);
    const shown = inspect(seen, { depth: 20, showHidden: true });
    expect(shown).not.toContain('secret-token');
    expect(shown).not.toContain('secret-answer');
  });

  test('publish an attempt without a response, and a wait', async () => {
    const server = await startScriptedServer([
      { reset: true },
      { status: 429, headers: { 'retry-after': '1' } },
      {},
    ]);
    const seen: unknown[] = [];
    for (const name of ['tracing:wxt:request:error', 'wxt:wait']) {
      const listen = (message: unknown) => seen.push(message);
      subscribe(name, listen);
      onTestFinished(() => {
        unsubscribe(name, listen);
      });
    }
    const session = connect(server.url);
    await expect(session.post(['messages'])).rejects.toThrow(ConnectionError);
    await session.post(['messages']);
    expect(seen).toMatchObject([
      { method: 'POST', attempt: 1, error: expect.any(ConnectionError) },
      { method: 'POST', resource: 'messages', delay: 1000 },
    ]);
  });
});

describe('the logger', () => {
  const script = () => startScriptedServer([{ status: 502 }, { json: {}, headers: { trackingid: 'TWO' } }]);
  const lines = (url: string) => [
    expect.stringMatching(`^GET ${url}rooms/A 502 in \\d+ ms, tracking id none$`),
    expect.stringMatching(/^ServerError: 502 .*: trying again in \d+ ms$/),
    expect.stringMatching(`^GET ${url}rooms/A 200 in \\d+ ms, tracking id TWO$`),
  ];

  test('can be pino', async () => {
    const server = await script();
    const sink = new PassThrough();
    await connect(server.url, { logger: pino({ level: 'debug' }, sink) }).get(['rooms', 'A']);
    sink.end();
    if (!sink.readableEnded && sink.readableLength === 0) await once(sink, 'readable');
    const written = String(sink.read())
      .trim()
      .split('\n')
      .map((line): { level: number; msg: string } => JSON.parse(line));
    expect(written.map(({ msg }) => msg)).toEqual(lines(server.url));
    expect(written.map(({ level }) => level)).toEqual([20, 40, 20]);
  });

  test('can be the console', async () => {
    const server = await script();
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const console = new Console(streams.stdout, streams.stderr);
    await connect(server.url, { logger: console }).get(['rooms', 'A']);
    const [first, retry, second] = lines(server.url);
    expect(String(streams.stdout.read()).trim().split('\n')).toEqual([first, second]);
    expect(String(streams.stderr.read()).trim()).toEqual(retry);
  });

  test('logs an attempt without a response', async () => {
    const written: string[] = [];
    const logger = { debug: (line: string) => written.push(line), warn: () => undefined };
    await connect('http://127.0.0.1:1/', { logger, maxRetries: 0 })
      .get(['rooms', 'A'])
      .catch(() => undefined);
    expect(written).toEqual([expect.stringMatching(/^GET http:.* failed in \d+ ms: ConnectionError: /)]);
  });
});

test.each<[string, unknown]>([
  ['an object without a prototype', Object.create(null)],
  [
    'an object whose toString throws',
    {
      toString: () => {
        throw new Error('no');
      },
    },
  ],
  ['a symbol', Symbol('odd')],
  ['undefined', undefined],
  [
    'an object whose then throws',
    Object.defineProperty({}, 'then', {
      get: () => {
        throw new Error('no');
      },
    }),
  ],
])('hooks and loggers that throw or return %s do not reject a successful POST', async (_, odd) => {
  const server = await startScriptedServer(() => ({ json: { id: 'A' } }));
  const throws = () => {
    throw odd;
  };
  const returns = () => odd;
  for (const listener of [throws, returns]) {
    const session = connect(server.url, {
      hooks: { onRequest: listener, onResponse: listener },
      logger: { debug: listener, warn: listener },
    });
    expect(await session.post(['messages'], { body: {}, onResponse: listener })).toEqual({ id: 'A' });
  }
  expect(server.requests).toHaveLength(2);
});

test('a hook that changes its event does not affect later events or pages', async () => {
  const server = await startScriptedServer((_, index) => ({
    json: { items: [index] },
    ...(index === 0 && { headers: { link: '</v1/rooms?cursor=2>; rel="next"' } }),
  }));
  const seen: unknown[] = [];
  const session = connect(server.url, {
    hooks: {
      onRequest: (event) => Object.assign(event, { method: 'TAMPERED', url: 'x' }),
      onResponse: ({ method, headers }) => {
        seen.push(method);
        for (const name of Object.keys(headers)) Reflect.deleteProperty(headers, name);
      },
    },
  });
  expect(await session.list(['rooms']).toArray()).toEqual([0, 1]);
  expect(seen).toEqual(['GET', 'GET']);
});

test('a log line holds no control characters of a tracking id', async () => {
  const trackingid = `A\u009b31mB${'x'.repeat(500)}`;
  const server = await startScriptedServer([{ headers: { trackingid } }]);
  const lines: string[] = [];
  const logger = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  await connect(server.url, { logger }).get(['rooms', 'A']);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/tracking id A 31mBx+$/);
  expect(lines[0]?.length).toBeLessThan(400);
});
