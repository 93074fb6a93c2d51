import { EventEmitter, getEventListeners, once } from 'node:events';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  RateLimitError,
  type RequestOptions,
  ServerError,
  Session,
  type SessionOptions,
  TimeoutError,
} from '../../src/index.js';

const connect = (baseUrl: string, options: SessionOptions = {}) =>
  new Session({ accessToken: 'token', baseUrl, ...options });
const never = new Promise(() => undefined);
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('totalTimeout', () => {
  test.each([
    ['of the session', { totalTimeout: 300 }, {}],
    ['of the call', { totalTimeout: 60_000 }, { totalTimeout: 300 }],
  ])('%s ends an attempt that takes longer', async (_, options, request) => {
    const server = await startScriptedServer(() => ({ after: never }));
    const error = await errorOf(connect(server.url, options).get(['rooms', 'A'], request));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      method: 'GET',
      url: `${server.url}rooms/A`,
      message: expect.stringContaining('Timed out after 300 ms, including retries and waits'),
    });
  });

  test('has the previous error as the cause of its TimeoutError', async () => {
    const answers = [{}, { status: 502 }];
    const server = await startScriptedServer((_, index) => answers[index] ?? { after: never });
    const session = connect(server.url);
    await session.get(['people', 'me']);
    const error = await errorOf(session.get(['rooms', 'A'], { totalTimeout: 2000 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect((error as Error).cause).toBeInstanceOf(ServerError);
  });

  test('rejects with the error at once if Retry-After is longer', async () => {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '600' } }]);
    const error = await errorOf(connect(server.url).post(['messages'], { totalTimeout: 10_000 }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(server.requests).toHaveLength(1);
  });

  test('includes the time spent waiting for a token', async () => {
    const session = connect('http://127.0.0.1:1/', { accessToken: () => never as Promise<string> });
    expect(await errorOf(session.get(['rooms'], { totalTimeout: 50 }))).toBeInstanceOf(TimeoutError);
  });

  test("does not replace the caller's signal", async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await startScriptedServer(() => {
      controller.abort(reason);
      return { after: never };
    });
    const request = { signal: controller.signal, totalTimeout: 60_000 };
    expect(await errorOf(connect(server.url).get(['rooms'], request))).toBe(reason);
    expect(await errorOf(connect(server.url).get(['rooms'], request))).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});

describe('request options override session options', () => {
  test.each<[RequestOptions, SessionOptions]>([
    [{ maxRetries: 0 }, {}],
    [{}, { maxRetries: 0 }],
    [{ maxWait: 0 }, {}],
  ])('for retries: %j over %j', async (request, options) => {
    const server = await startScriptedServer([{ status: 502 }]);
    expect(await errorOf(connect(server.url, options).get(['rooms'], request))).toBeInstanceOf(ServerError);
    expect(server.requests).toHaveLength(1);
  });

  test.each<[RequestOptions, SessionOptions]>([
    [{ waitOnRateLimit: false }, {}],
    [{}, { waitOnRateLimit: false }],
    [{ maxWait: 500 }, {}],
    [{}, { maxWait: 500 }],
  ])('for waits: %j over %j', async (request, options) => {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '1' } }]);
    const error = await errorOf(connect(server.url, options).post(['messages'], request));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(server.requests).toHaveLength(1);
  });

  test.each([{ totalTimeout: 0 }, { maxRetries: -1 }, { maxWait: Number.NaN }, { timeout: 2 ** 31 }])(
    '%j is a TypeError and nothing is sent',
    async (request) => {
      const server = await startScriptedServer([]);
      expect(await errorOf(connect(server.url).get(['rooms'], request))).toBeInstanceOf(TypeError);
      expect(() => connect(server.url).list(['rooms'], request)).toThrow(TypeError);
      expect(() => connect(server.url, request)).toThrow(TypeError);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('in a bucket paused by a 429', () => {
  /** Creates a session whose POSTs to messages are paused for ten minutes. */
  async function waiting() {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '600' } }]);
    const told = new EventEmitter();
    const session = connect(server.url, { hooks: { onWait: (event) => told.emit('wait', event) } });
    const controller = new AbortController();
    const first = errorOf(session.post(['messages'], { signal: controller.signal }));
    expect(await once(told, 'wait')).toEqual([{ method: 'POST', resource: 'messages', delay: 600_000 }]);
    const end = async () => {
      controller.abort();
      await first;
    };
    return { server, session, end };
  }

  test.each<[string, RequestOptions]>([
    ['has waitOnRateLimit: false', { waitOnRateLimit: false }],
    ['has a maxWait below the pause', { maxWait: 60_000 }],
    ['has a totalTimeout below the pause', { totalTimeout: 60_000 }],
  ])('a call that %s fails at once and is not sent', async (_, request) => {
    const { server, session, end } = await waiting();
    const error = await errorOf(session.post(['messages'], request));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      status: 429,
      retryAfter: 600,
      method: 'POST',
      message: expect.stringContaining('not sent'),
    });
    expect(server.requests).toHaveLength(1);
    await end();
  });

  test('a waiting call rejects with the reason of its signal', async () => {
    const { server, session, end } = await waiting();
    const controller = new AbortController();
    const call = errorOf(session.post(['messages'], { signal: controller.signal }));
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(server.requests).toHaveLength(1);
    await end();
  });
});

test('100 POSTs against a limit of 40 per second are all sent once, with few 429s after each pause', async () => {
  const posted: string[] = [];
  const refusals = [0];
  let left = 40;
  let refusedAt = 0;
  const server = await startScriptedServer(({ body }, index) => {
    const now = performance.now();
    // Count all hundred as the first second's, even on a slow machine.
    if (left === 0 && index >= 100 && now - refusedAt > 900) {
      left = 40;
      refusals.push(0);
    }
    if (left === 0) {
      refusals.push((refusals.pop() ?? 0) + 1);
      refusedAt = now;
      return { status: 429, headers: { 'retry-after': '1' } };
    }
    left -= 1;
    posted.push(JSON.parse(body).text);
    return {};
  });
  const session = connect(server.url);
  const texts = Array.from({ length: 100 }, (_, index) => String(index));
  await Promise.all(texts.map((text) => session.post(['messages'], { body: { text } })));
  expect(posted.toSorted()).toEqual(texts.toSorted());
  expect(refusals).toHaveLength(3);
  expect(refusals[0]).toBe(60);
  expect(refusals[1]).toBeLessThan(10);
  expect(refusals[2]).toBe(0);
});

test('maxConcurrency limits the requests that run at once', async () => {
  let underWay = 0;
  let most = 0;
  const server = await startScriptedServer(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    return {};
  });
  const session = connect(server.url, { maxConcurrency: 3 });
  const kinds = ['rooms', 'people', 'teams'];
  await Promise.all(Array.from({ length: 30 }, (_, index) => session.get([kinds[index % 3] ?? ''])));
  expect(server.requests).toHaveLength(30);
  expect(most).toBe(3);
  expect(server.connections).toBe(3);
});

test.each([0, 1.5, -1, Number.NaN])('maxConcurrency %j is a TypeError', (maxConcurrency) => {
  expect(() => connect('http://127.0.0.1:1/', { maxConcurrency })).toThrow(/"maxConcurrency"/);
});

test('one signal aborts 20 calls without a MaxListenersExceededWarning', async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.name);
  process.on('warning', listen);
  onTestFinished(() => {
    process.off('warning', listen);
  });
  const controller = new AbortController();
  const arrived = new EventEmitter();
  const server = await startScriptedServer((_, index) => {
    if (index === 19) arrived.emit('all');
    return { after: never };
  });
  const session = connect(server.url);
  const calls = Array.from({ length: 20 }, () =>
    errorOf(session.get(['rooms'], { signal: controller.signal })),
  );
  await once(arrived, 'all');
  const reason = new Error('enough');
  controller.abort(reason);
  expect(new Set(await Promise.all(calls))).toEqual(new Set([reason]));
  await new Promise(setImmediate);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
