import { AccessTokenError, Session } from '@wxt/core';
import { type Script, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { type DevicePrompt, loginWithDevice } from '../src/index.js';
import { openIntegration } from './open-integration.js';

const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };
const scopes = ['spark:all', 'spark:kms'];
const begun = {
  device_code: 'DEVICE',
  user_code: '123456',
  verification_uri: 'https://example.com/verify',
  verification_uri_complete: 'https://example.com/verify?userCode=123456',
  expires_in: 300,
  interval: 0.01,
};
const granted = { access_token: 'ACCESS', refresh_token: 'REFRESH', expires_in: 3600 };
const refusal = (status: number, description: string) => ({
  status,
  json: { message: description, errors: [{ description }] },
});

/** A service that begins a login, and then answers the polls in turn. */
async function openService(polls: readonly object[], beginning: object = begun) {
  const script: Script = ({ target }, index) =>
    target === '/v1/device/authorize' ? { json: beginning } : (polls[index - 1] ?? { status: 599 });
  const server = await startScriptedServer(script);
  return { server, session: new Session({ accessToken: false, baseUrl: server.url, maxRetries: 0 }) };
}

test('shows the prompt, asks until somebody has answered, and keeps the tokens', async () => {
  const { emulator, integration, anonymous, connect, alice } = await openIntegration({ pollInterval: 0.05 });
  const prompts: DevicePrompt[] = [];
  const tokens = await loginWithDevice(anonymous, {
    ...integration,
    scopes,
    onPrompt: (prompt) => {
      prompts.push(prompt);
      // After the first answers that nobody has done it yet.
      setTimeout(() => emulator.approveDevice(prompt.userCode, alice.id), 200);
    },
  });
  expect(prompts).toEqual([
    {
      userCode: expect.stringMatching(/^\d{6}$/),
      verificationUri: `${emulator.url}device/verify`,
      verificationUriComplete: `${emulator.url}device/verify?userCode=${prompts[0]?.userCode}`,
      expiresIn: 300,
    },
  ]);
  const session = connect(tokens);
  expect(await session.get(['people', 'me'])).toMatchObject({ id: alice.id });
  expect(emulator.revokeToken(await tokens.getAccessToken(session))).toBe(true);
  expect(await session.get(['people', 'me'])).toMatchObject({ id: alice.id });
  expect(emulator.issuedTokens).toMatchObject({ byDevice: 1, byRefresh: 1 });
});

test('asks with the id and the secret as Basic, and takes 428 for "still pending"', async () => {
  const { server, session } = await openService([refusal(428, 'Precondition Required'), { json: granted }]);
  await loginWithDevice(session, { ...client, scopes, onPrompt: () => undefined });
  expect(server.requests.map(({ target, body, headers }) => [target, body, headers.authorization])).toEqual([
    ['/v1/device/authorize', 'client_id=CLIENT&scope=spark%3Aall%20spark%3Akms', undefined],
    ...Array(2).fill([
      '/v1/device/token',
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=DEVICE&client_id=CLIENT',
      `Basic ${Buffer.from('CLIENT:SECRET').toString('base64')}`,
    ]),
  ]);
});

test('asks less often when it is told to slow down', async () => {
  const { session } = await openService([refusal(400, 'slow_down'), { json: granted }]);
  const started = performance.now();
  await loginWithDevice(session, { ...client, scopes, onPrompt: () => undefined });
  expect(performance.now() - started).toBeGreaterThan(5_000);
});

describe('ends', () => {
  test.each([
    ['when somebody refuses', [refusal(400, 'access_denied')], begun, /not let in.*access_denied/],
    ['when the service says that it is too late', [refusal(400, 'expired_token')], begun, /expired_token/],
    [
      'when it is too late',
      Array(50).fill(refusal(428, 'authorization_pending')),
      { ...begun, expires_in: 0.2 },
      /within 0.2 s: begin again/,
    ],
  ])('%s', async (_, polls, beginning, message) => {
    const { session } = await openService(polls, beginning);
    const login = loginWithDevice(session, { ...client, scopes, onPrompt: () => undefined });
    await expect(login).rejects.toThrow(AccessTokenError);
    await expect(login).rejects.toThrow(message);
  });

  test('when its signal is aborted', async () => {
    const { server, session } = await openService([], { ...begun, interval: 60 });
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const onPrompt = () => controller.abort(reason);
    const login = loginWithDevice(session, { ...client, scopes, onPrompt, signal: controller.signal });
    await expect(login).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});

test.each([
  ['no scopes', { scopes: [] }, /"scopes" takes/],
  ['an empty id', { clientId: '' }, /"clientId" must not be empty/],
  ['a store without a key', { store: new Map() }, /needs a "key"/],
])('refuses %s, before anything is sent', async (_, options, message) => {
  const { server, session } = await openService([]);
  const login = { ...client, scopes, onPrompt: () => undefined, ...options };
  await expect(loginWithDevice(session, login as never)).rejects.toThrow(message);
  expect(server.requests).toEqual([]);
});
