import { startEmulator } from '@wxt/emulator';
import { startScriptedServer } from '@wxt/testing';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { AccessTokenError, WebexTeamsAPI } from '../src/index.js';

beforeEach(() => {
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'from-environment');
  vi.stubEnv('WEBEX_ACCESS_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const login = {
  clientId: 'CLIENT',
  clientSecret: 'SECRET',
  oauthCode: 'CODE',
  redirectUri: 'https://example.com/',
};
const answer = { access_token: 'by-code', expires_in: 3600, refresh_token: 'REFRESH' };

async function openIntegration() {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const { integration, url: baseUrl } = emulator;
  return { emulator, integration, baseUrl, alice: emulator.users[0] };
}

describe('WebexTeamsAPI sends', () => {
  test.each([
    ['accessToken over the code', { ...login, accessToken: 'given' }, ['/v1/people/me'], 'Bearer given'],
    ['the token it gets for the code', login, ['/v1/access_token', '/v1/people/me'], 'Bearer by-code'],
    ['the token of the environment by default', {}, ['/v1/people/me'], 'Bearer from-environment'],
  ])('%s', async (_, options, targets, bearer) => {
    const server = await startScriptedServer(({ target }) => ({
      json: target === '/v1/access_token' ? answer : {},
    }));
    await new WebexTeamsAPI({ ...options, baseUrl: server.url }).people.me();
    expect(server.requests.map(({ target }) => target)).toEqual(targets);
    expect(server.requests.at(-1)?.headers.authorization).toBe(bearer);
  });

  test.each(['clientId', 'clientSecret', 'oauthCode', 'redirectUri'])(
    'no request without %s: a TypeError names it',
    (name) => {
      const connect = (value: unknown) => () => new WebexTeamsAPI({ ...login, [name]: value });
      expect(connect(undefined)).toThrow(TypeError);
      expect(connect(undefined)).toThrow(`"${name}" is missing`);
      expect(connect('')).toThrow(TypeError);
      expect(connect('')).not.toThrow(/SECRET|CODE/);
    },
  );
});

describe('an OAuth code', () => {
  test('is exchanged once by the first requests, and its tokens are refreshed', async () => {
    const { emulator, integration, baseUrl, alice } = await openIntegration();
    const { clientId, clientSecret, redirectUri } = integration;
    const oauthCode = emulator.authorizationCode(alice.id);
    const api = new WebexTeamsAPI({ clientId, clientSecret, redirectUri, oauthCode, baseUrl });
    const people = await Promise.all(Array.from({ length: 20 }, () => api.people.me()));
    expect(people.filter(({ id }) => id === alice.id)).toHaveLength(20);
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
  });

  test('is sent with its code verifier', async () => {
    const server = await startScriptedServer(() => ({ json: answer }));
    await new WebexTeamsAPI({ ...login, codeVerifier: 'VERIFIER', baseUrl: server.url }).people.me();
    expect(server.requests[0]?.body).toBe(
      'grant_type=authorization_code&client_id=CLIENT&client_secret=SECRET&code=CODE&redirect_uri=https%3A%2F%2Fexample.com%2F&code_verifier=VERIFIER',
    );
  });
});

describe('fromOAuthCode', () => {
  test('exchanges the code at once', async () => {
    const { emulator, integration, baseUrl, alice } = await openIntegration();
    const code = emulator.authorizationCode(alice.id);
    const api = await WebexTeamsAPI.fromOAuthCode({ ...integration, code }, { baseUrl });
    expect(emulator.issuedTokens.byCode).toBe(1);
    expect(await api.people.me()).toMatchObject({ id: alice.id });
    expect(emulator.issuedTokens.byCode).toBe(1);
    const again = WebexTeamsAPI.fromOAuthCode({ ...integration, code }, { baseUrl });
    await expect(again).rejects.toThrow(AccessTokenError);
    await expect(again).rejects.toThrow(/works once/);
  });

  test('throws an error that names the missing option', async () => {
    const { clientId, clientSecret } = login;
    const call = WebexTeamsAPI.fromOAuthCode({ clientId, clientSecret, code: 'CODE' } as never);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow('"redirectUri" is required');
  });
});

describe('fromOAuthRefresh', () => {
  test('refreshes at once, and again if the service refuses the token', async () => {
    const { emulator, integration, baseUrl, alice } = await openIntegration();
    const code = emulator.authorizationCode(alice.id);
    const { accessTokens } = new WebexTeamsAPI({ baseUrl });
    const { refresh_token: refreshToken } = await accessTokens.get({ ...integration, code });
    const api = await WebexTeamsAPI.fromOAuthRefresh({ ...integration, refreshToken }, { baseUrl });
    expect(emulator.issuedTokens.byRefresh).toBe(1);
    expect(await api.people.me()).toMatchObject({ id: alice.id });
    expect(emulator.issuedTokens.byRefresh).toBe(1);
    await expect(
      WebexTeamsAPI.fromOAuthRefresh({ ...integration, refreshToken: 'another' }, { baseUrl }),
    ).rejects.toThrow(/log in again/);
  });
});
