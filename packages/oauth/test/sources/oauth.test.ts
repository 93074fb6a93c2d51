import { AccessTokenError, BadRequestError, Session, UnauthorizedError } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { LoginRequiredError, oauthTokens } from '../../src/index.js';
import { atOnce, openIntegration } from '../open-integration.js';

const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };
const code = { ...client, code: 'CODE', redirectUri: 'http://127.0.0.1/' };
const form = 'grant_type=refresh_token&client_id=CLIENT&client_secret=SECRET&refresh_token=';
const answer = { access_token: 'ACCESS', expires_in: 3600, refresh_token: 'REFRESH' };

describe('a code', () => {
  test('is exchanged once, by the first of 20 concurrent requests', async () => {
    const { emulator, alice, login, connect } = await openIntegration();
    const session = connect(login());
    expect(emulator.issuedTokens.byCode).toBe(0);
    const people = await atOnce(20, () => session.get<{ id: string }>(['people', 'me']));
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set([alice.id]));
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
  });

  test('that the service refuses is not sent again, and every request gets a LoginRequiredError', async () => {
    const server = await startScriptedServer(() => ({ status: 400, json: { message: 'The code is used' } }));
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url });
    for (let request = 0; request < 2; request += 1) {
      const error = await session.get(['people', 'me']).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(LoginRequiredError);
      expect(error).toMatchObject({
        cause: expect.any(BadRequestError),
        message: expect.stringMatching(/works once.*The code is used/),
      });
    }
    expect(server.requests.map(({ target }) => target)).toEqual(['/v1/access_token']);
  });

  test('is not sent again after a reset, because it may have been used', async () => {
    const server = await startScriptedServer(() => ({ reset: true }));
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url });
    await expect(session.get(['rooms'])).rejects.toThrow(/works once.*not known/);
    await expect(session.get(['rooms'])).rejects.toThrow(/works once.*not known/);
    expect(server.requests).toHaveLength(1);
  });

  test('is sent again after a 429, because it was not used', async () => {
    const server = await startScriptedServer(({ target }, index) =>
      index === 0
        ? { status: 429, headers: { 'retry-after': '1' } }
        : { json: target === '/v1/access_token' ? answer : {} },
    );
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url, waitOnRateLimit: false });
    await expect(session.get(['rooms'])).rejects.toThrow(AccessTokenError);
    // A session of its own, because the first one holds the endpoint back for a second.
    expect(await new Session({ accessToken, baseUrl: server.url }).get(['rooms'])).toEqual({});
  });
});

describe('100 concurrent requests', () => {
  const me = (session: Session) => () => session.get<{ id: string }>(['people', 'me']);

  test.each([
    ['that expires now', 0],
    ['that expires in 2 s', 2_000],
    ['that is due for renewal', 100_000],
  ])('with a token %s cause one refresh, and succeed', async (_, milliseconds) => {
    const { emulator, integration, connect, grant, bob } = await openIntegration();
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const tokens = oauthTokens({ ...integration, refreshToken });
    const now = Date.now();
    const life = 14 * 24 * 3600 * 1000;
    await tokens.keep({ accessToken, refreshToken, issuedAt: now - life, expiresAt: now + milliseconds });
    const people = await atOnce(100, me(connect(tokens)));
    expect(people.filter(({ id }) => id === bob.id)).toHaveLength(100);
    await expect.poll(() => emulator.issuedTokens.byRefresh).toBe(1);
    expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: bob.id });
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('whose token is revoked meanwhile cause one refresh, and succeed', async () => {
    const { emulator, bob, integration, connect, grant } = await openIntegration();
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const tokens = oauthTokens({ ...integration, refreshToken });
    await tokens.keep({ accessToken, refreshToken, issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 });
    emulator.fault({ path: 'people', kind: 'delay', delay: 3_000, times: 60 });
    let answered = 0;
    const session = connect(tokens);
    const all = atOnce(100, () => me(session)().finally(() => ++answered));
    await expect.poll(() => answered, { interval: 5, timeout: 10_000 }).toBeGreaterThanOrEqual(40);
    expect(emulator.revokeToken(accessToken)).toBe(true);
    expect((await all).filter(({ id }) => id === bob.id)).toHaveLength(100);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('whose token has expired without their knowledge cause one refresh, and succeed', async () => {
    const { emulator, integration, connect, grant } = await openIntegration({
      tokenLifetimes: { access: 5 },
    });
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const plain = new Session({ accessToken, baseUrl: emulator.url });
    await expect
      .poll(() => me(plain)().catch((error) => error), { timeout: 10_000 })
      .toBeInstanceOf(UnauthorizedError);
    const tokens = oauthTokens({ ...integration, refreshToken });
    // As on a machine whose clock is behind.
    await tokens.keep({ accessToken, refreshToken, issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 });
    emulator.fault({ path: 'access_token', kind: 'delay', delay: 200 });
    expect(await atOnce(100, me(connect(tokens)))).toHaveLength(100);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });
});

describe('a refresh', () => {
  test('that fails while the token still works fails no request', async () => {
    const { emulator, integration, connect, grant, bob } = await openIntegration();
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const tokens = oauthTokens({ ...integration, refreshToken, renewAhead: 3_600_000 });
    await tokens.keep({ accessToken, refreshToken, issuedAt: Date.now(), expiresAt: Date.now() + 60_000 });
    emulator.fault({ path: 'access_token', status: 400, times: 50 });
    const session = connect(tokens);
    for (let request = 0; request < 3; request += 1) {
      expect(await session.get(['people', 'me'])).toMatchObject({ id: bob.id });
    }
    expect(emulator.issuedTokens.byRefresh).toBe(0);
  });

  test('that the service refuses is a LoginRequiredError, and is not repeated by every request', async () => {
    const server = await startScriptedServer(() => ({
      status: 400,
      json: { message: 'Unknown refresh token' },
    }));
    const accessToken = oauthTokens({ ...client, refreshToken: 'REFRESH' });
    const session = new Session({ accessToken, baseUrl: server.url });
    for (let request = 0; request < 3; request += 1) {
      await expect(session.get(['rooms'])).rejects.toThrow(LoginRequiredError);
      await expect(session.get(['rooms'])).rejects.toThrow(/log in again.*Unknown refresh token/);
    }
    expect(server.requests).toHaveLength(1);
  });

  test('is sent again after a 502', async () => {
    const server = await startScriptedServer(({ target }, index) =>
      index === 0 ? { status: 502 } : { json: target === '/v1/access_token' ? answer : {} },
    );
    const accessToken = oauthTokens({ ...client, refreshToken: 'REFRESH' });
    await new Session({ accessToken, baseUrl: server.url }).get(['rooms']);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/v1/access_token',
      '/v1/access_token',
      '/v1/rooms',
    ]);
  });

  test('sends a form without a bearer token, and uses a new refresh token from then on', async () => {
    const server = await startScriptedServer(({ target, body }, index) => ({
      json:
        target === '/v1/access_token'
          ? { ...answer, access_token: `A${index}`, refresh_token: `R${index}` }
          : {},
      ...(target !== '/v1/access_token' && index < 2 && { status: 401 }),
      ...(body.includes('R9') && { status: 400 }),
    }));
    const accessToken = oauthTokens({ ...client, refreshToken: 'R+1' });
    await new Session({ accessToken, baseUrl: server.url }).get(['rooms']);
    expect(server.requests.map(({ target, body, headers }) => [target, body, headers.authorization])).toEqual(
      [
        ['/v1/access_token', `${form}R%2B1`, undefined],
        ['/v1/rooms', '', 'Bearer A0'],
        ['/v1/access_token', `${form}R0`, undefined],
        ['/v1/rooms', '', 'Bearer A2'],
      ],
    );
  });

  test.each([[{}], [{ access_token: 5 }], [{ access_token: '' }], [{ access_token: 'a b' }], [null]])(
    'whose response is %j rejects with an AccessTokenError',
    async (json) => {
      const server = await startScriptedServer(() => ({ json }));
      const accessToken = oauthTokens({ ...client, refreshToken: 'REFRESH' });
      await expect(new Session({ accessToken, baseUrl: server.url }).get(['rooms'])).rejects.toThrow(
        AccessTokenError,
      );
      expect(server.requests).toHaveLength(1);
    },
  );
});

test.each([
  ['a missing clientId', { ...code, clientId: undefined }, /"clientId" is required/],
  ['an empty clientSecret', { ...code, clientSecret: ' ' }, /"clientSecret" must not be empty/],
  ['a code without a redirectUri', { ...code, redirectUri: undefined }, /"redirectUri" is required/],
  ['a code and a refresh token', { ...code, refreshToken: 'R' }, /exclude each other/],
  [
    'a codeVerifier without a code',
    { ...client, refreshToken: 'R', codeVerifier: 'V' },
    /"code" is required/,
  ],
  ['no code, refresh token or store', client, /One of "refreshToken", "code" and "store" is required/],
  ['a store without a key', { ...client, store: new Map() }, /A "store" needs a "key"/],
  ['an infinite storeTimeout', { ...code, storeTimeout: Number.POSITIVE_INFINITY }, /"storeTimeout" must be/],
  [
    'a store that can not delete',
    { ...client, key: 'a', store: { get() {}, set() {} } },
    /delete is missing/,
  ],
  ['an empty key', { ...client, key: ' ', store: new Map() }, /"key" must not be empty/],
  ['a logger without warn', { ...code, logger: {} }, /"logger.warn" must be a function/],
  ['a negative renewAhead', { ...code, renewAhead: -1 }, /"renewAhead" must be a number of milliseconds/],
])('oauthTokens() throws a TypeError for %s', (_, options, message) => {
  expect(() => oauthTokens(options as never)).toThrow(TypeError);
  expect(() => oauthTokens(options as never)).toThrow(message);
});
