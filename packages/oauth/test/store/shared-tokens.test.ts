import { setTimeout } from 'node:timers/promises';
import { Session } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import Keyv from 'keyv';
import { describe, expect, test } from 'vitest';
import { LoginRequiredError, oauthTokens, type TokenLock, type TokenStore } from '../../src/index.js';
import { atOnce, openIntegration } from '../open-integration.js';

const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };

/** A store whose content can be seen. */
function openStore() {
  const content = new Map<string, unknown>();
  const store: TokenStore = {
    get: async (key) => content.get(key),
    set: async (key, value) => content.set(key, value),
    delete: async (key) => content.delete(key),
  };
  const tokens = () => [...content].filter(([key]) => !key.endsWith(':lease')).map(([, value]) => value);
  return { content, store, tokens };
}

/** Logs Bob in, and opens two token sources that stand for two processes. */
async function openTwo(store: TokenStore) {
  const all = await openIntegration();
  const { refresh_token: refreshToken } = await all.grant();
  const open = () => all.connect(oauthTokens({ ...all.integration, refreshToken, store }));
  return { ...all, refreshToken, open, one: open(), other: open() };
}

const me = (session: Session) => session.get(['people', 'me']);

describe('two processes with one store', () => {
  test('refresh once if both need a token at the same time', async () => {
    const { emulator, bob, one, other } = await openTwo(new Keyv());
    const people = await Promise.all([one, other].map((session) => atOnce(10, () => me(session))));
    for (const person of people.flat()) expect(person).toMatchObject({ id: bob.id });
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('refresh once if the service refuses their token', async () => {
    const { content, store } = openStore();
    const { emulator, one, other } = await openTwo(store);
    await Promise.all([me(one), me(other)]);
    const [{ accessToken }] = [...content.values()] as [{ accessToken: string }];
    expect(emulator.revokeToken(accessToken)).toBe(true);
    await Promise.all([one, other].map((session) => atOnce(10, () => me(session))));
    expect(emulator.issuedTokens.byRefresh).toBe(2);
  });

  test('use what the other has refreshed, also after a restart', async () => {
    const { emulator, open, one, other } = await openTwo(new Keyv());
    await me(one);
    await me(other);
    await me(open());
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });
});

test('a token requested earlier does not overwrite one requested later', async () => {
  const { store, tokens } = openStore();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  const server = await startScriptedServer(({ target }) => {
    if (target !== '/v1/access_token') return {};
    const json = { access_token: `token-${++asked}`, expires_in: 3600, refresh_token: 'REFRESH' };
    return asked === 1 ? { json, after: held } : { json };
  });
  // Excludes nobody, like a lock that has expired.
  const lock: TokenLock = async () => async () => undefined;
  const open = () =>
    new Session({
      accessToken: oauthTokens({ ...client, refreshToken: 'REFRESH', store, lock }),
      baseUrl: server.url,
    });
  const slow = open().get(['slow']);
  await expect.poll(() => asked).toBe(1);
  await setTimeout(2);
  await open().get(['fast']);
  expect(tokens()).toMatchObject([{ accessToken: 'token-2' }]);
  release();
  await slow;
  expect(tokens()).toMatchObject([{ accessToken: 'token-2' }]);
  const bearers = server.requests.map(({ target, headers }) => [target, headers.authorization]);
  expect(bearers).toContainEqual(['/v1/fast', 'Bearer token-2']);
  expect(bearers).toContainEqual(['/v1/slow', 'Bearer token-2']);
});

test('a renewal is newer than the one before, even if the clock was set back', async () => {
  const { store, tokens } = openStore();
  const { integration, connect, grant } = await openIntegration();
  const { refresh_token: refreshToken } = await grant();
  const ahead = Date.now() + 3_600_000;
  const accessToken = oauthTokens({ ...integration, refreshToken, store });
  await accessToken.keep({ accessToken: 'revoked', refreshToken, issuedAt: ahead, expiresAt: ahead * 2 });
  await me(connect(accessToken));
  expect(tokens()).toMatchObject([
    { accessToken: expect.not.stringMatching('revoked'), issuedAt: ahead + 1 },
  ]);
});

describe('a lease', () => {
  test('of a killed process is taken over when it has expired', async () => {
    const { content, store } = openStore();
    const { emulator, integration, connect, grant } = await openIntegration();
    const { refresh_token: refreshToken } = await grant();
    content.set('wxt:bob:lease', `somebody ${Date.now() + 300}`);
    const started = performance.now();
    await me(connect(oauthTokens({ ...integration, refreshToken, store, key: 'bob' })));
    expect(performance.now() - started).toBeGreaterThan(250);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
    expect([...content.keys()]).toEqual(['wxt:bob']);
  });

  test('can be a lock that the program brings', async () => {
    const { store } = openStore();
    const asked: [string, number][] = [];
    let taken = false;
    const lock: TokenLock = async (key, ttl) => {
      asked.push([key, ttl]);
      if (taken) return undefined;
      taken = true;
      return async () => {
        taken = false;
      };
    };
    const { emulator, integration, connect, grant } = await openIntegration();
    const { refresh_token: refreshToken } = await grant();
    const open = () => connect(oauthTokens({ ...integration, refreshToken, store, key: 'bob', lock }));
    await Promise.all([me(open()), me(open())]);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
    expect(asked[0]).toEqual(['wxt:bob:lease', expect.any(Number)]);
    expect(taken).toBe(false);
  });
});

describe('a store', () => {
  test('keeps tokens until the refresh token expires, under a key that shows no secret', async () => {
    const { store, content } = openStore();
    const times: unknown[] = [];
    const timed: TokenStore = {
      ...store,
      set: (key, value, ttl) => {
        if (!key.endsWith(':lease')) times.push(ttl);
        return store.set(key, value);
      },
    };
    const { one, refreshToken } = await openTwo(timed);
    await me(one);
    expect([...content.keys()]).toEqual([expect.stringMatching(/^wxt:[\w-]{43}$/)]);
    expect([...content.keys()].join()).not.toContain(refreshToken);
    const day = 24 * 3600 * 1000;
    expect(times).toEqual([expect.closeTo(90 * day, -5)]);
  });

  test('is enough without a code or refresh token, once somebody has logged in', async () => {
    const store = new Keyv();
    const { integration, redirectUri, alice, emulator, connect } = await openIntegration();
    const stored = connect(oauthTokens({ ...integration, store, key: 'alice' }));
    await expect(me(stored)).rejects.toThrow(LoginRequiredError);
    await expect(me(stored)).rejects.toThrow(/log in first/);
    const code = emulator.authorizationCode(alice.id);
    await me(connect(oauthTokens({ ...integration, redirectUri, code, store, key: 'alice' })));
    expect(await me(stored)).toMatchObject({ id: alice.id });
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
  });

  test('with an entry of another login is overwritten by the refresh token given', async () => {
    const { content, store } = openStore();
    const { emulator, integration, connect, grant } = await openIntegration();
    const { refresh_token: refreshToken } = await grant();
    content.set('wxt:bob', { accessToken: 'old', issuedAt: 1, expiresAt: 2, refreshToken: 'revoked' });
    await me(connect(oauthTokens({ ...integration, refreshToken, store, key: 'bob' })));
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test.each([
    ['text'],
    [null],
    [{}],
    [{ accessToken: 5, issuedAt: 1, expiresAt: 2 }],
    [{ accessToken: 'A' }],
  ])('with the unusable entry %j counts as empty', async (value) => {
    const { content, store } = openStore();
    const { emulator, integration, connect, grant } = await openIntegration();
    const { refresh_token: refreshToken } = await grant();
    content.set('wxt:bob', value);
    await me(connect(oauthTokens({ ...integration, refreshToken, store, key: 'bob' })));
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('that reads and stores nothing, like a disconnected Keyv, fails no request', async () => {
    const store: TokenStore = {
      get: async () => undefined,
      set: async () => false,
      delete: async () => false,
    };
    const { emulator, one } = await openTwo(store);
    await me(one);
    await me(one);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });
});
