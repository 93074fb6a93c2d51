import { type Answer, type ReceivedRequest, startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RateLimitError, Session, type TokenSource } from '../../src/index.js';

/** Issues tokens through the session it serves, as OAuth does. */
function usingSession(): TokenSource {
  let pending: Promise<string> | undefined;
  const issue = (session: Session) => {
    pending ??= session
      .post<{ token: string }>(['access_token'], { accessToken: false })
      .then(({ token }) => token)
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };
  let current: string | undefined;
  return {
    async getAccessToken(session) {
      current ??= await issue(session);
      return current;
    },
    async renewAccessToken(rejected, session) {
      if (current === rejected) current = await issue(session);
      return current;
    },
  };
}

const sources: [string, () => string | (() => string | Promise<string>) | TokenSource][] = [
  ['a string', () => 'token-1'],
  ['a function', () => () => 'token-1'],
  ['an async function', () => async () => 'token-1'],
  ['a source that calls the session', usingSession],
];

/** Serves the token endpoint; answers 401 to the first token if `refusesFirst`. */
function service(refusesFirst: boolean) {
  let issued = 0;
  return ({ target, headers }: ReceivedRequest): Answer => {
    if (target === '/v1/access_token') {
      issued += 1;
      return { json: { token: `token-${issued}` } };
    }
    return refusesFirst && headers.authorization === 'Bearer token-1'
      ? { status: 401 }
      : { json: { id: 'A' } };
  };
}

describe.each([
  [1, 1],
  [1, 10],
  [4, 4],
  [4, 40],
])('with maxConcurrency %d and %d calls at once', (maxConcurrency, count) => {
  test.each(sources)('all calls complete with a token from %s', async (_, source) => {
    const server = await startScriptedServer(service(false));
    const session = new Session({ baseUrl: server.url, accessToken: source(), maxConcurrency });
    const calls = Array.from({ length: count }, () => session.get(['rooms', 'A']));
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ id: 'A' })));
  });

  test('all calls complete after a 401 if the token source calls the session to renew', async () => {
    const server = await startScriptedServer(service(true));
    const session = new Session({ baseUrl: server.url, accessToken: usingSession(), maxConcurrency });
    const calls = Array.from({ length: count }, () => session.post(['messages'], { body: {} }));
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ id: 'A' })));
    expect(server.requests.filter(({ target }) => target === '/v1/access_token')).toHaveLength(2);
  });
});

test('a call that waited a second for its slot gets its token again', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let current = 'old';
  const { promise: held, resolve: letGo } = withResolvers();
  const server = await startScriptedServer((_, index) => (index === 0 ? { after: held } : {}));
  const session = new Session({ baseUrl: server.url, accessToken: async () => current, maxConcurrency: 1 });
  const first = session.get(['rooms', 'A']);
  const second = session.get(['rooms', 'B']);
  await vi.waitUntil(() => server.requests.length === 1);
  vi.advanceTimersByTime(1001);
  current = 'new';
  letGo();
  await Promise.all([first, second]);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
});

test('a token source that fails releases the slot for the next call', async () => {
  const server = await startScriptedServer(() => ({ json: { id: 'A' } }));
  let asked = 0;
  const accessToken = () => {
    asked += 1;
    if (asked === 1) throw new Error('vault is closed');
    return 'token';
  };
  const session = new Session({ baseUrl: server.url, accessToken, maxConcurrency: 1 });
  await expect(session.get(['rooms', 'A'])).rejects.toThrow(/source of access tokens failed/);
  expect(await session.get(['rooms', 'A'])).toEqual({ id: 'A' });
});

test.each([{ maxWait: 1000 }, { waitOnRateLimit: false }, { totalTimeout: 30_000 }])(
  'a Retry-After longer than a call may wait (%j) pauses the bucket for all: one request is sent',
  async (options) => {
    const server = await startScriptedServer(() => ({ status: 429, headers: { 'retry-after': '77' } }));
    const session = new Session({ baseUrl: server.url, accessToken: 'token', ...options });
    const errors: unknown[] = [];
    for (let number = 1; number <= 7; number += 1) {
      await session.post(['messages'], { body: {} }).catch((error: unknown) => errors.push(error));
    }
    expect(errors).toHaveLength(7);
    for (const error of errors) expect(error).toBeInstanceOf(RateLimitError);
    expect(server.requests).toHaveLength(1);
    // Another bucket is not paused.
    await session.get(['people', 'me']).catch(() => undefined);
    expect(server.requests).toHaveLength(2);
  },
);

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
