import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { AccessTokenError, Session } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LoginRequiredError, oauthTokens, type StoreErrorEvent, type TokenStore } from '../../src/index.js';
import { atOnce, openIntegration } from '../open-integration.js';

const me = (session: Session) => session.get<{ id: string }>(['people', 'me']);
const never = () => new Promise<never>(() => undefined);
const storeTimeout = 100;

/** A store in memory, some of whose methods can be replaced. */
function openStore() {
  const content = new Map<string, unknown>();
  const store: TokenStore = {
    get: async (key) => content.get(key),
    set: async (key, value) => content.set(key, value),
    delete: async (key) => content.delete(key),
  };
  const events: StoreErrorEvent[] = [];
  return { content, store, events, onStoreError: (event: StoreErrorEvent) => void events.push(event) };
}

describe('a store that refuses writes', () => {
  test.each([
    ['by rejecting', async () => Promise.reject(new Error('read-only replica'))],
    [
      'by throwing',
      () => {
        throw new Error('read-only replica');
      },
    ],
    ['by resolving to false', async () => false],
  ])(
    '%s: the code of a login is used, 20 requests succeed with one exchange, and the hook is called',
    async (_, set) => {
      const { store, events, onStoreError } = openStore();
      const { emulator, alice, login, connect } = await openIntegration();
      const session = connect(login({ store: { ...store, set }, key: 'alice', onStoreError }));
      const people = await atOnce(20, () => me(session));
      for (const { id } of people) expect(id).toBe(alice.id);
      expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
      expect(events.map(({ operation, key }) => `${operation} ${key}`)).toContain('set wxt:alice');
    },
  );

  test('gets the tokens later, as soon as it accepts them again', async () => {
    const { content, store, onStoreError } = openStore();
    const { integration, alice, login, connect } = await openIntegration();
    let isDown = true;
    const set: TokenStore['set'] = async (key, value) => {
      if (isDown) throw new Error('disk full');
      return content.set(key, value);
    };
    const tokens = login({ store: { ...store, set }, key: 'alice', onStoreError });
    await me(connect(tokens));
    expect(await tokens.flush()).toBe(false);
    isDown = false;
    await expect.poll(() => content.has('wxt:alice'), { timeout: 10_000 }).toBe(true);
    expect(await tokens.flush()).toBe(true);
    expect(await me(connect(oauthTokens({ ...integration, store, key: 'alice' })))).toMatchObject({
      id: alice.id,
    });
  });

  test('costs an expired token one refresh, not one per request', async () => {
    const { store, onStoreError } = openStore();
    const { emulator, integration, connect, grant } = await openIntegration();
    const { refresh_token: refreshToken } = await grant();
    const set = async () => Promise.reject(new Error('quota exceeded'));
    const tokens = oauthTokens({ ...integration, store: { ...store, set }, key: 'bob', onStoreError });
    await tokens.keep({ accessToken: 'expired', refreshToken, issuedAt: 1, expiresAt: 2 });
    const session = connect(tokens);
    for (let call = 0; call < 20; call += 1) await me(session);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });
});

describe('a store that never answers', () => {
  test.each(['get', 'set', 'delete'] as const)(
    'to %s(): requests go on with what is in memory',
    async (method) => {
      const { store, events, onStoreError } = openStore();
      const { emulator, integration, bob, connect, grant } = await openIntegration();
      const { refresh_token: refreshToken } = await grant();
      const hanging = { ...store, [method]: never };
      const keeping = { store: hanging, key: 'bob', storeTimeout, onStoreError };
      const session = connect(oauthTokens({ ...integration, refreshToken, ...keeping }));
      expect(await atOnce(10, () => me(session))).toEqual(
        Array(10).fill(expect.objectContaining({ id: bob.id })),
      );
      expect(emulator.issuedTokens.byRefresh).toBe(1);
      expect(events[0]?.error.message).toMatch(
        /The token (store|lock) failed to \w+ "wxt:bob.*": no answer within 100 ms/,
      );
    },
  );

  test('without tokens in memory: the error names the store and is not a LoginRequiredError', async () => {
    const { store, onStoreError } = openStore();
    const { integration, connect } = await openIntegration();
    const keeping = { store: { ...store, get: never }, key: 'ada', storeTimeout, onStoreError };
    const error = await me(connect(oauthTokens({ ...integration, ...keeping }))).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(AccessTokenError);
    expect(error).not.toBeInstanceOf(LoginRequiredError);
    expect(String(error)).toMatch(/The token store failed to get "wxt:ada": no answer within 100 ms/);
  });

  test('recovers: the next request reads it again', async () => {
    const { content, store, onStoreError } = openStore();
    const { integration, alice, login, connect } = await openIntegration();
    await me(connect(login({ store, key: 'alice' })));
    let isDown = true;
    const get: TokenStore['get'] = (key) => (isDown ? never() : Promise.resolve(content.get(key)));
    const keeping = { store: { ...store, get }, key: 'alice', storeTimeout, onStoreError };
    const session = connect(oauthTokens({ ...integration, ...keeping }));
    await expect(me(session)).rejects.toThrow(/no answer within/);
    isDown = false;
    await expect.poll(() => me(session).catch(String), { timeout: 5_000 }).toMatchObject({ id: alice.id });
  });
});

test('a lock that never answers is given up, and released if it is acquired after all', async () => {
  const { store, events, onStoreError } = openStore();
  const { integration, bob, connect, grant } = await openIntegration();
  const { refresh_token: refreshToken } = await grant();
  let released = 0;
  const release = async () => {
    released += 1;
  };
  const acquired: (() => void)[] = [];
  const lock = () =>
    new Promise<() => Promise<void>>((resolve) => {
      acquired.push(() => resolve(release));
    });
  const keeping = { store, lock, key: 'bob', storeTimeout, onStoreError };
  expect(await me(connect(oauthTokens({ ...integration, refreshToken, ...keeping })))).toMatchObject({
    id: bob.id,
  });
  expect(events.map(({ operation }) => operation)).toContain('lock');
  for (const acquire of acquired) acquire();
  await expect.poll(() => released).toBe(acquired.length);
  expect(released).toBeGreaterThan(0);
});

test('a store that emits an error and resolves to undefined counts as failed, not as empty', async () => {
  class EmittingStore extends EventEmitter implements TokenStore {
    async get() {
      this.emit('error', new Error('socket closed'));
    }
    set = async () => true;
    delete = async () => true;
  }
  const { integration, connect } = await openIntegration();
  const store = new EmittingStore();
  const tokens = oauthTokens({ ...integration, store, key: 'ada', onStoreError: () => undefined });
  const error = await me(connect(tokens)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(AccessTokenError);
  expect(error).not.toBeInstanceOf(LoginRequiredError);
  expect(String(error)).toMatch(/The token store \(EmittingStore\) failed to get "wxt:ada": socket closed/);
  expect(store.listenerCount('error')).toBe(0);
});

describe('the report of a store failure', () => {
  const failing = (cause: unknown): TokenStore => ({
    get: async () => undefined,
    set: async () => Promise.reject(cause),
    delete: async () => true,
  });

  test('goes to the logger, or to a warning of the process if there is neither hook nor logger', async () => {
    const { login, connect } = await openIntegration();
    const lines: string[] = [];
    const logger = { warn: (line: string) => void lines.push(line) };
    await me(connect(login({ store: failing(new Error('disk full')), key: 'a', logger })));
    expect(lines).toContain('The token store failed to set "wxt:a": disk full');
    const warnings: (Error & { code?: string })[] = [];
    const listener = (warning: Error) => void warnings.push(warning);
    process.on('warning', listener);
    onTestFinished(() => void process.off('warning', listener));
    const { login: logInAgain, connect: connectAgain } = await openIntegration();
    await me(connectAgain(logInAgain({ store: failing(new Error('disk full')), key: 'a' })));
    await expect.poll(() => warnings.map(({ code }) => code)).toContain('WXT_TOKEN_STORE');
  });

  test('shows no token, whatever the store says', async () => {
    const { connect, login } = await openIntegration();
    const shown: unknown[] = [];
    let secret = '';
    const store: TokenStore = {
      get: async () => undefined,
      set: async (key, value) => {
        if (key.endsWith(':lease')) return true;
        secret = (value as { refreshToken: string }).refreshToken;
        throw new Error(`Failing row contains (${JSON.stringify(value)})`);
      },
      delete: async () => true,
    };
    const onStoreError = (event: StoreErrorEvent) => void shown.push(inspect(event, { depth: 10 }));
    const logger = { warn: (line: string) => void shown.push(line) };
    await me(connect(login({ store, key: 'a', onStoreError, logger })));
    expect(shown).not.toEqual([]);
    expect(secret).not.toBe('');
    expect(shown.join()).not.toContain(secret);
  });

  test('a hook that throws or rejects fails no request', async () => {
    const warnings: string[] = [];
    const listener = ({ message }: Error) => void warnings.push(message);
    process.on('warning', listener);
    onTestFinished(() => void process.off('warning', listener));
    for (const onStoreError of [
      () => {
        throw new Error('oops');
      },
      async () => Promise.reject(new Error('oops')),
    ]) {
      const { alice, login, connect } = await openIntegration();
      const session = connect(login({ store: failing(new Error('disk full')), key: 'a', onStoreError }));
      expect(await me(session)).toMatchObject({ id: alice.id });
    }
    await expect.poll(() => warnings.join()).toContain('onStoreError failed');
  });
});

describe('an entry in the store', () => {
  test.each([[''], ['  '], ['two words'], ['line\nbreak'], ['pässword'], [5], [null]])(
    'with the access token %j beside a good refresh token is refreshed',
    async (accessToken) => {
      const { content, store } = openStore();
      const { emulator, integration, bob, connect, grant } = await openIntegration();
      const { refresh_token: refreshToken } = await grant();
      const expiresAt = Date.now() + 3_600_000;
      content.set('wxt:bob', { accessToken, refreshToken, issuedAt: Date.now(), expiresAt });
      const session = connect(oauthTokens({ ...integration, store, key: 'bob' }));
      expect(await me(session)).toMatchObject({ id: bob.id });
      expect(await me(session)).toMatchObject({ id: bob.id });
      expect(emulator.issuedTokens.byRefresh).toBe(1);
    },
  );

  test.each([['soon'], [null], [Number.NaN], [-1], [1e300]])(
    'with the time %j is refreshed',
    async (time) => {
      const { content, store } = openStore();
      const { integration, bob, connect, grant } = await openIntegration();
      const { refresh_token: refreshToken } = await grant();
      content.set('wxt:bob', { accessToken: 'GARBLED', refreshToken, issuedAt: time, expiresAt: time });
      const session = connect(oauthTokens({ ...integration, store, key: 'bob' }));
      expect(await me(session)).toMatchObject({ id: bob.id });
      expect(content.get('wxt:bob')).toMatchObject({ accessToken: expect.not.stringMatching('GARBLED') });
    },
  );
});

describe('a lifetime in the response of the service', () => {
  const client = { clientId: 'CLIENT', clientSecret: 'SECRET', refreshToken: 'REFRESH' };

  test.each([['3600'], [0], [-5], [undefined], [null], ['soon'], [Number.MAX_VALUE], [0.0001]])(
    'of %j gives a token that many requests can use',
    async (expires_in) => {
      const server = await startScriptedServer(({ target }) => ({
        json: target === '/v1/access_token' ? { access_token: 'A', expires_in } : {},
      }));
      const session = new Session({ accessToken: oauthTokens(client), baseUrl: server.url });
      await atOnce(5, () => session.get(['rooms']));
      await session.get(['rooms']);
      const refreshes = server.requests.filter(({ target }) => target === '/v1/access_token');
      expect(refreshes).toHaveLength(1);
    },
  );

  test('as text counts as seconds', async () => {
    const { store, content } = openStore();
    const server = await startScriptedServer(() => ({ json: { access_token: 'A', expires_in: '7200' } }));
    const accessToken = oauthTokens({ ...client, store, key: 'a' });
    await new Session({ accessToken, baseUrl: server.url }).get(['rooms']);
    const { issuedAt, expiresAt } = content.get('wxt:a') as { issuedAt: number; expiresAt: number };
    expect(expiresAt - issuedAt).toBe(7_200_000);
  });
});

test('a service that refuses every token gets one refresh, not one per request', async () => {
  const server = await startScriptedServer(({ target }, index) =>
    target === '/v1/access_token'
      ? { json: { access_token: `A${index}`, expires_in: 3600 } }
      : { status: 401 },
  );
  const client = { clientId: 'CLIENT', clientSecret: 'SECRET', refreshToken: 'REFRESH' };
  const session = new Session({ accessToken: oauthTokens(client), baseUrl: server.url });
  for (let call = 0; call < 20; call += 1) await expect(session.get(['rooms'])).rejects.toThrow(/401/);
  const refreshes = server.requests.filter(({ target }) => target === '/v1/access_token');
  // The first token, and one in place of it.
  expect(refreshes).toHaveLength(2);
});
