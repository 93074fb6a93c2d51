import { AccessTokenError, BadRequestError, Session, UnauthorizedError } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { oauthTokens } from '../src/index.js';
import { atOnce, openIntegration } from './open-integration.js';

const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };
const code = { ...client, code: 'CODE', redirectUri: 'http://127.0.0.1/' };
const form = 'grant_type=refresh_token&client_id=CLIENT&client_secret=SECRET&refresh_token=';
const answer = { access_token: 'ACCESS', expires_in: 3600, refresh_token: 'REFRESH' };

describe('a code', () => {
  test('is exchanged by the first request, once for all that begin together', async () => {
    const { emulator, alice, login, connect } = await openIntegration();
    const session = connect(login());
    expect(emulator.issuedTokens.byCode).toBe(0);
    const people = await atOnce(20, () => session.get<{ id: string }>(['people', 'me']));
    expect(new Set(people.map(({ id }) => id))).toEqual(new Set([alice.id]));
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
  });

  test('that is refused is not sent again, and each request is told', async () => {
    const server = await startScriptedServer(() => ({ status: 400, json: { message: 'The code is used' } }));
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url });
    for (let request = 0; request < 2; request += 1) {
      const error = await session.get(['people', 'me']).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(AccessTokenError);
      expect(error).toMatchObject({
        cause: expect.any(BadRequestError),
        message: expect.stringMatching(/works once.*The code is used/),
      });
    }
    expect(server.requests.map(({ target }) => target)).toEqual(['/v1/access_token']);
  });

  test('whose fate is unknown is not sent again', async () => {
    const server = await startScriptedServer(() => ({ reset: true }));
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url });
    await expect(session.get(['rooms'])).rejects.toThrow(/works once.*not known/);
    await expect(session.get(['rooms'])).rejects.toThrow(/works once.*not known/);
    expect(server.requests).toHaveLength(1);
  });

  test('that can not have been used is', async () => {
    const server = await startScriptedServer(({ target }, index) =>
      index === 0
        ? { status: 429, headers: { 'retry-after': '1' } }
        : { json: target === '/v1/access_token' ? answer : {} },
    );
    const accessToken = oauthTokens(code);
    const session = new Session({ accessToken, baseUrl: server.url, waitOnRateLimit: false });
    await expect(session.get(['rooms'])).rejects.toThrow(AccessTokenError);
    expect(await session.get(['rooms'])).toEqual({});
  });
});

describe('100 requests at once', () => {
  const me = (session: Session) => () => session.get<{ id: string }>(['people', 'me']);

  test.each([
    ['that ends now', 0],
    ['about to end', 2_000],
    ['that goes on for a while', 100_000],
  ])('with a token %s are one refresh, and succeed', async (_, milliseconds) => {
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

  test('whose token is revoked on the way are one refresh, and succeed', async () => {
    const { emulator, bob, integration, connect, grant } = await openIntegration();
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const tokens = oauthTokens({ ...integration, refreshToken });
    await tokens.keep({ accessToken, refreshToken, issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 });
    emulator.fault({ path: 'people', kind: 'delay', delay: 1_000, times: 60 });
    let answered = 0;
    const session = connect(tokens);
    const all = atOnce(100, () => me(session)().finally(() => ++answered));
    await expect.poll(() => answered, { interval: 5 }).toBe(40);
    expect(emulator.revokeToken(accessToken)).toBe(true);
    expect((await all).filter(({ id }) => id === bob.id)).toHaveLength(100);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('with a token that has really ended are one refresh, and succeed', async () => {
    const { emulator, integration, connect, grant } = await openIntegration({
      tokenLifetimes: { access: 5 },
    });
    const { access_token: accessToken, refresh_token: refreshToken } = await grant();
    const plain = new Session({ accessToken, baseUrl: emulator.url });
    await expect
      .poll(() => me(plain)().catch((error) => error), { timeout: 10_000 })
      .toBeInstanceOf(UnauthorizedError);
    const tokens = oauthTokens({ ...integration, refreshToken });
    // It believes otherwise, as a machine does whose clock is behind.
    await tokens.keep({ accessToken, refreshToken, issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 });
    emulator.fault({ path: 'access_token', kind: 'delay', delay: 200 });
    expect(await atOnce(100, me(connect(tokens)))).toHaveLength(100);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });
});

describe('a refresh', () => {
  test("that fails while the token works is nobody else's failure", async () => {
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

  test('that the service refuses says to log in again, and is not asked for by every request', async () => {
    const server = await startScriptedServer(() => ({
      status: 400,
      json: { message: 'Unknown refresh token' },
    }));
    const accessToken = oauthTokens({ ...client, refreshToken: 'REFRESH' });
    const session = new Session({ accessToken, baseUrl: server.url });
    for (let request = 0; request < 3; request += 1) {
      await expect(session.get(['rooms'])).rejects.toThrow(/log in again.*Unknown refresh token/);
    }
    expect(server.requests).toHaveLength(1);
  });

  test('is repeated after a fault on the way, as nothing is lost by it', async () => {
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

  test('sends a form, no bearer, and keeps a refresh token that comes in its place', async () => {
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

  test.each([[{}], [{ access_token: 5 }], [{ access_token: 'A' }], [null]])(
    'answered with %j is an AccessTokenError',
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
  ['no client', { ...code, clientId: undefined }, /"clientId" is required/],
  ['an empty secret', { ...code, clientSecret: ' ' }, /"clientSecret" must not be empty/],
  ['a code that leads nowhere', { ...code, redirectUri: undefined }, /"redirectUri" is required/],
  ['a code and a refresh token', { ...code, refreshToken: 'R' }, /contradict each other/],
  ['a verifier without a code', { ...client, refreshToken: 'R', codeVerifier: 'V' }, /"code" is required/],
  ['nothing to begin with', client, /One of "refreshToken", "code" and "store" is required/],
  ['a store without a key', { ...client, store: new Map() }, /A store needs a "key"/],
  ['a negative time', { ...code, renewAhead: -1 }, /"renewAhead" takes/],
])('refuses %s, before anything is sent', (_, options, message) => {
  expect(() => oauthTokens(options as never)).toThrow(TypeError);
  expect(() => oauthTokens(options as never)).toThrow(message);
});
