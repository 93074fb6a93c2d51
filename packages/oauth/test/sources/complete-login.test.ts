import { AccessTokenError, RateLimitError, Session, WebexError } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  completeLogin,
  createCodeVerifier,
  LoginRequiredError,
  oauthTokens,
  type TokenStore,
} from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

function openStore() {
  const content = new Map<string, unknown>();
  const store: TokenStore = {
    get: async (key) => content.get(key),
    set: async (key, value) => content.set(key, value),
    delete: async (key) => content.delete(key),
  };
  return { content, store };
}

const login = {
  clientId: 'CLIENT',
  clientSecret: 'SECRET',
  code: 'CODE',
  redirectUri: 'https://example.com/',
};
const granted = { json: { access_token: 'A', refresh_token: 'R', expires_in: 3600 } };

describe('completeLogin()', () => {
  test('stores the tokens of two people under their own keys, with one exchange each and no refresh', async () => {
    const { content, store } = openStore();
    const { emulator, integration, redirectUri, anonymous, connect, alice, bob } = await openIntegration();
    const key = ({ emails }: { emails?: readonly string[] }) => emails?.[0] ?? '';
    const logIn = (id: string) =>
      completeLogin(anonymous, {
        ...integration,
        redirectUri,
        code: emulator.authorizationCode(id),
        store,
        key,
      });
    const [one, other] = await Promise.all([logIn(alice.id), logIn(bob.id)]);
    expect([one.person.id, other.person.id]).toEqual([alice.id, bob.id]);
    expect([...content.keys()].sort()).toEqual(['wxt:alice@example.com', 'wxt:bob@example.com']);
    for (const { tokens, key, person } of [one, other]) {
      const stored = oauthTokens({ ...integration, store, key });
      expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: person.id });
      expect(await connect(stored).get(['people', 'me'])).toMatchObject({ id: person.id });
    }
    expect(emulator.issuedTokens).toMatchObject({ byCode: 2, byRefresh: 0 });
  });

  test('uses the id of the person as the key by default, and sends the code verifier', async () => {
    const { content, store } = openStore();
    const server = await startScriptedServer([granted, { json: { id: 'PERSON' } }]);
    const session = new Session({ accessToken: false, baseUrl: server.url });
    const { codeVerifier } = createCodeVerifier();
    expect(await completeLogin(session, { ...login, codeVerifier, store })).toMatchObject({ key: 'PERSON' });
    expect([...content.keys()]).toContain('wxt:PERSON');
    expect(server.requests[0]?.body).toContain(`code_verifier=${codeVerifier}`);
    expect(server.requests[1]?.headers.authorization).toBe('Bearer A');
  });

  test('replaces the tokens of an earlier login of the same person', async () => {
    const { content, store } = openStore();
    content.set('wxt:PERSON', {
      accessToken: 'OLD',
      issuedAt: Date.now() + 60_000,
      expiresAt: Date.now() + 120_000,
      refreshToken: 'OLD',
    });
    const server = await startScriptedServer([granted, { json: { id: 'PERSON' } }]);
    await completeLogin(new Session({ accessToken: false, baseUrl: server.url }), { ...login, store });
    expect(content.get('wxt:PERSON')).toMatchObject({ accessToken: 'A', refreshToken: 'R' });
  });

  test('works if the store fails', async () => {
    const { alice, anonymous, integration, redirectUri, emulator, connect } = await openIntegration();
    const set = async () => Promise.reject(new Error('disk full'));
    const code = emulator.authorizationCode(alice.id);
    const keeping = { store: { ...openStore().store, set }, onStoreError: () => undefined };
    const { tokens } = await completeLogin(anonymous, { ...integration, redirectUri, code, ...keeping });
    expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: alice.id });
  });

  test.each([
    ['a refused code', [{ status: 400, json: { message: 'The code is used' } }], /The code is used/],
    ['a reset exchange', [{ reset: true }], /not known/],
    ['a missing scope', [granted, { status: 403, json: { message: 'No' } }], /spark:people_read/],
  ])('rejects with a LoginRequiredError after %s', async (_, answers, message) => {
    const server = await startScriptedServer(answers);
    const session = new Session({ accessToken: false, baseUrl: server.url, maxRetries: 0 });
    const error = await completeLogin(session, login).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(LoginRequiredError);
    expect(error).toBeInstanceOf(AccessTokenError);
    expect(error).toBeInstanceOf(WebexError);
    expect(error).toMatchObject({ name: 'LoginRequiredError', message: expect.stringMatching(message) });
  });

  test('rejects with the RateLimitError of an exchange, because the code can still be used', async () => {
    const server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '1' } }]);
    const session = new Session({ accessToken: false, baseUrl: server.url, waitOnRateLimit: false });
    await expect(completeLogin(session, login)).rejects.toThrow(RateLimitError);
  });

  test.each([
    [{ code: '' }, /"code" must not be empty/],
    [{ redirectUri: undefined }, /"redirectUri" is required/],
    [{ key: 'alice' }, /"key" must be a function/],
    [{ codeVerifier: 5 }, /"codeVerifier" must be a string/],
  ])('throws a TypeError for %j before anything is sent', async (options, message) => {
    const server = await startScriptedServer([]);
    const session = new Session({ accessToken: false, baseUrl: server.url });
    await expect(completeLogin(session, { ...login, ...options } as never)).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });
});

test('an AccessTokenError is no LoginRequiredError', () => {
  expect(new AccessTokenError('no')).not.toBeInstanceOf(LoginRequiredError);
  expect(new AccessTokenError('no').name).toBe('AccessTokenError');
});
