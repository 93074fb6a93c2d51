import { AccessTokenError, Session } from '@wxt/core';
import { type Answer, type Script, startScriptedServer } from '@wxt/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type DevicePrompt, LoginRequiredError, loginWithDevice } from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };
const scopes = ['spark:all', 'spark:kms'];
const begun = {
  device_code: 'DEVICE',
  user_code: '123456',
  verification_uri: 'https://example.com/verify',
  verification_uri_complete: 'https://example.com/verify?userCode=123456',
  expires_in: 300,
  interval: 1,
};
const granted: Answer = { json: { access_token: 'ACCESS', refresh_token: 'REFRESH', expires_in: 3600 } };
const refusal = (status: number, description: string): Answer => ({
  status,
  json: { message: description, errors: [{ description }] },
});
const pending = refusal(428, 'authorization_pending');

/** A service that starts a login, then answers the polls in turn, and notes the time of each in seconds. */
async function openService(polls: readonly Answer[], beginning: object = begun) {
  let isBusy = false;
  const times: number[] = [];
  const script: Script = ({ target }, index) => {
    isBusy = true;
    times.push(performance.now() / 1000);
    return target === '/v1/device/authorize' ? { json: beginning } : (polls[index - 1] ?? { status: 599 });
  };
  const server = await startScriptedServer(script);
  const session = new Session({ accessToken: false, baseUrl: server.url });
  const waits = () => times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));

  /** Runs a login, and lets the time between polls pass at once. */
  async function run(options: object = {}) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    let isDone = false;
    const login = loginWithDevice(session, {
      ...client,
      scopes,
      onPrompt: () => undefined,
      ...options,
    }).finally(() => {
      isDone = true;
    });
    login.catch(() => undefined);
    while (!isDone) {
      isBusy = false;
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (!isBusy) vi.advanceTimersByTime(100);
    }
    vi.useRealTimers();
    return login;
  }
  return { server, session, run, waits };
}

afterEach(() => {
  vi.useRealTimers();
});

test('loginWithDevice() shows the prompt, polls until the person approves, and keeps the tokens', async () => {
  const { emulator, integration, anonymous, connect, alice } = await openIntegration({ pollInterval: 0.5 });
  const prompts: DevicePrompt[] = [];
  const tokens = await loginWithDevice(anonymous, {
    ...integration,
    scopes,
    onPrompt: (prompt) => {
      prompts.push(prompt);
      emulator.approveDevice(prompt.userCode, alice.id);
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

test('a poll sends id and secret as Basic authorization, and 428 means that the login is pending', async () => {
  const { server, run } = await openService([refusal(428, 'Precondition Required'), granted]);
  await run();
  expect(server.requests.map(({ target, body, headers }) => [target, body, headers.authorization])).toEqual([
    ['/v1/device/authorize', 'client_id=CLIENT&scope=spark%3Aall%20spark%3Akms', undefined],
    ...Array(2).fill([
      '/v1/device/token',
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=DEVICE&client_id=CLIENT',
      `Basic ${Buffer.from('CLIENT:SECRET').toString('base64')}`,
    ]),
  ]);
});

describe('between polls, loginWithDevice() waits', () => {
  test.each<[string, unknown, number]>([
    ['for the interval', 2, 2],
    ['for an interval sent as text', '3', 3],
    ['5 s if the interval is missing', undefined, 5],
    ['5 s if the interval is 0', 0, 5],
    ['5 s if the interval is negative', -1, 5],
    ['5 s if the interval is no number', 'often', 5],
    ['at least 1 s', 0.01, 1],
  ])('%s', async (_, interval, seconds) => {
    const { run, waits } = await openService([pending, pending, granted], { ...begun, interval });
    await run();
    for (const wait of waits()) expect(wait).toBeGreaterThanOrEqual(seconds);
    expect(waits()[0]).toBeLessThan(seconds + 3);
  });

  test('5 s longer each time the service says slow_down', async () => {
    const { run, waits } = await openService([
      refusal(400, 'slow_down'),
      refusal(400, 'slow_down'),
      pending,
      granted,
    ]);
    await run();
    const [first = 0, second = 0, third = 0, fourth = 0] = waits();
    expect(first).toBeLessThan(4);
    expect([second >= 6, third >= 11, fourth >= 11]).toEqual([true, true, true]);
  });

  test('as long as Retry-After says', async () => {
    const limited = { ...refusal(429, 'Too many requests'), headers: { 'retry-after': '30' } };
    const { run, waits } = await openService([limited, granted]);
    await run();
    expect(waits()[1]).toBeGreaterThanOrEqual(30);
  });
});

test.each<[string, Answer]>([
  ['a reset connection', { reset: true }],
  ['a 429', refusal(429, 'Too many requests')],
  ['a 500', refusal(500, 'Oops')],
  ['a 502 of a proxy', { status: 502, body: '<html>Bad gateway</html>' }],
  ['a 503', refusal(503, 'Later')],
  ['a 504', { status: 504 }],
  ['a 408', { status: 408 }],
  ['a 200 that is not JSON', { body: '<html>Welcome to the hotel</html>' }],
  ['a 200 without a token', { json: {} }],
])('%s among the polls does not end the login', async (_, answer) => {
  const { server, run } = await openService([pending, answer, answer, pending, granted]);
  const tokens = await run();
  expect(await tokens.getAccessToken(new Session({ accessToken: false }))).toBe('ACCESS');
  expect(server.requests).toHaveLength(6);
});

describe('loginWithDevice() rejects', () => {
  test.each<[string, Answer, RegExp]>([
    ['if the person refuses', refusal(400, 'access_denied'), /The login was refused:.*access_denied/],
    ['if the service says that the code has expired', refusal(400, 'expired_token'), /expired_token/],
    ['if the service refuses without a reason', refusal(403, 'No'), /The login was refused/],
  ])('with a LoginRequiredError %s', async (_, answer, message) => {
    const { server, run } = await openService([pending, answer]);
    const error = await run().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(LoginRequiredError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toHaveLength(3);
  });

  test('with an AccessTokenError if the service refuses the client', async () => {
    const { run } = await openService([refusal(401, 'invalid_client')]);
    const error = await run().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AccessTokenError);
    expect(error).not.toBeInstanceOf(LoginRequiredError);
  });

  test.each([
    ['expires_in', { expires_in: 20 }, /within 20 s/],
    ['expires_in as text', { expires_in: '20' }, /within 20 s/],
    ['300 s if expires_in is missing', { expires_in: undefined, interval: 60 }, /within 300 s/],
  ])('when nobody has approved after %s, and names the last failure', async (_, changes, message) => {
    const polls = Array<Answer>(40).fill(refusal(503, 'Down for maintenance'));
    const { run } = await openService(polls, { ...begun, ...changes });
    const error = await run().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(LoginRequiredError);
    expect(String(error)).toMatch(message);
    expect(String(error)).toMatch(/The last attempt failed: .*Down for maintenance/);
  });

  test('with the reason of its signal', async () => {
    const { server, session } = await openService([], { ...begun, interval: 60 });
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const onPrompt = () => controller.abort(reason);
    const login = loginWithDevice(session, { ...client, scopes, onPrompt, signal: controller.signal });
    await expect(login).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no display');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('no display'))],
  ])('if onPrompt %s', async (_, onPrompt) => {
    const { server, session } = await openService([], { ...begun, interval: 60 });
    await expect(loginWithDevice(session, { ...client, scopes, onPrompt })).rejects.toThrow('no display');
    expect(server.requests).toHaveLength(1);
  });

  test.each([[{ device_code: undefined }], [{ user_code: '' }], [{ verification_uri: 5 }]])(
    'if the response lacks what to show: %j',
    async (changes) => {
      const { session } = await openService([], { ...begun, ...changes });
      const login = loginWithDevice(session, { ...client, scopes, onPrompt: () => undefined });
      await expect(login).rejects.toThrow(AccessTokenError);
    },
  );
});

test('a response without verification_uri_complete gives a prompt without it', async () => {
  const { run } = await openService([granted], { ...begun, verification_uri_complete: undefined });
  const prompts: DevicePrompt[] = [];
  await run({ onPrompt: (prompt: DevicePrompt) => void prompts.push(prompt) });
  expect(prompts[0]?.verificationUriComplete).toBeUndefined();
});

test.each([
  ['no scopes', { scopes: [] }, /"scopes" must be an array/],
  ['an empty clientId', { clientId: '' }, /"clientId" must not be empty/],
  ['a store without a key', { store: new Map() }, /needs a "key"/],
  ['no onPrompt', { onPrompt: undefined }, /"onPrompt" must be a function/],
])('loginWithDevice() with %s throws a TypeError before anything is sent', async (_, options, message) => {
  const { server, session } = await openService([]);
  const login = { ...client, scopes, onPrompt: () => undefined, ...options };
  await expect(loginWithDevice(session, login as never)).rejects.toThrow(message);
  expect(server.requests).toEqual([]);
});
