import { ForbiddenError, Session } from '@wxt/core';
import { expect, test } from 'vitest';
import { authorizationUrl, createCodeVerifier, customTokens, serviceAppTokens } from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

test("serviceAppTokens() needs an administrator's session, and its tokens are renewed", async () => {
  const { emulator, alice, bob, connect } = await openIntegration();
  const as = ({ accessToken }: { accessToken: string }) =>
    new Session({ accessToken, baseUrl: emulator.url });
  const app = { ...emulator.serviceApp, targetOrgId: emulator.organizationId };
  await expect(serviceAppTokens(as(bob), app)).rejects.toThrow(ForbiddenError);
  await expect(serviceAppTokens(as(alice), { ...app, targetOrgId: '' })).rejects.toThrow(/"targetOrgId"/);
  const tokens = await serviceAppTokens(as(alice), app);
  const session = connect(tokens);
  expect(await session.get(['people', 'me'])).toMatchObject({ id: emulator.users[4].id, type: 'bot' });
  emulator.revokeToken(await tokens.getAccessToken(session));
  expect(await session.get(['people', 'me'])).toMatchObject({ type: 'bot' });
  expect(emulator.issuedTokens).toMatchObject({ byServiceApp: 1, byRefresh: 1 });
});

test('customTokens() calls its function again when the service refuses the token', async () => {
  const { emulator, connect } = await openIntegration();
  const robot = new Session({ accessToken: emulator.users[4].accessToken, baseUrl: emulator.url });
  let calls = 0;
  const tokens = customTokens(() => {
    calls += 1;
    return robot.post(['guests', 'token'], { body: { subject: 'guest-1', displayName: 'Gina' } });
  });
  const session = connect(tokens);
  expect(await session.get(['people', 'me'])).toMatchObject({ displayName: 'Gina' });
  emulator.revokeToken(await tokens.getAccessToken(session));
  expect(await session.get(['people', 'me'])).toMatchObject({ displayName: 'Gina' });
  expect(calls).toBe(2);
});

test('authorizationUrl() percent-encodes its parameters', () => {
  const login = {
    clientId: 'C&1',
    redirectUri: 'https://example.com/?a=b',
    scopes: ['spark:all', 'spark:kms'],
  };
  expect(authorizationUrl({ ...login, state: 'a b', codeChallenge: 'CHALLENGE' })).toBe(
    'https://webexapis.com/v1/authorize?response_type=code&client_id=C%261&redirect_uri=https%3A%2F%2Fexample.com%2F%3Fa%3Db&scope=spark%3Aall%20spark%3Akms&state=a%20b&code_challenge=CHALLENGE&code_challenge_method=S256',
  );
  expect(() => authorizationUrl({ ...login, scopes: ['two words'] })).toThrow(/"scopes" must be an array/);
  expect(() => authorizationUrl({ ...login, redirectUri: '' })).toThrow(/"redirectUri" must not be empty/);
});

test('createCodeVerifier() returns a new verifier each time, with its challenge', () => {
  const one = createCodeVerifier();
  expect(one.codeVerifier).toMatch(/^[\w-]{43}$/);
  expect(one.codeChallenge).toMatch(/^[\w-]{43}$/);
  expect(createCodeVerifier().codeVerifier).not.toBe(one.codeVerifier);
});
