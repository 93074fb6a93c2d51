import { startScriptedServer } from '@wxt/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AccessTokenError, Session, type SessionOptions } from '../../src/index.js';

beforeEach(() => {
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', undefined);
  vi.stubEnv('WEBEX_ACCESS_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function tokenSent(options: SessionOptions): Promise<string | undefined> {
  const server = await startScriptedServer([{}]);
  await new Session({ baseUrl: server.url, ...options }).get(['people', 'me']);
  return server.requests[0]?.headers.authorization;
}

describe('the access token', () => {
  test('of the option overrides the environment', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'teams');
    expect(await tokenSent({ accessToken: 'given' })).toBe('Bearer given');
  });

  test('of WEBEX_TEAMS_ACCESS_TOKEN overrides WEBEX_ACCESS_TOKEN', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'teams');
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'plain');
    expect(await tokenSent({})).toBe('Bearer teams');
  });

  test('of WEBEX_ACCESS_TOKEN is used if WEBEX_TEAMS_ACCESS_TOKEN is empty', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', '');
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'plain\n');
    expect(await tokenSent({})).toBe('Bearer plain');
  });

  test('of the environment is read once, when the session is created', async () => {
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'early');
    const server = await startScriptedServer([{}]);
    const session = new Session({ baseUrl: server.url });
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'late');
    await session.get(['people', 'me']);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer early');
  });

  test('is required: the error names the variable and the option', () => {
    expect(() => new Session()).toThrow(AccessTokenError);
    expect(() => new Session()).toThrow(/WEBEX_TEAMS_ACCESS_TOKEN.*accessToken/);
  });
});

describe('an accessToken function', () => {
  test('is called before every request and may return a promise', async () => {
    const server = await startScriptedServer([{}, {}]);
    let count = 0;
    const session = new Session({ baseUrl: server.url, accessToken: async () => `token-${++count}` });
    await session.get(['people', 'me']);
    await session.get(['people', 'me']);
    expect(server.requests.map((request) => request.headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  test('that rejects or returns undefined is an AccessTokenError and nothing is sent', async () => {
    const server = await startScriptedServer([]);
    const cause = new Error('vault is unavailable');
    const failing = new Session({ baseUrl: server.url, accessToken: () => Promise.reject(cause) });
    await expect(failing.get(['people', 'me'])).rejects.toMatchObject({ name: 'AccessTokenError', cause });
    const empty = new Session({ baseUrl: server.url, accessToken: () => undefined as unknown as string });
    await expect(empty.get(['people', 'me'])).rejects.toThrow(/returned no token/);
    expect(server.requests).toEqual([]);
  });
});

test.each([[''], [' '], ['two words'], ['line\nbreak'], ['tök'], [5], [null]])(
  'the access token %j is an AccessTokenError',
  (accessToken) => {
    expect(() => new Session({ accessToken: accessToken as string })).toThrow(AccessTokenError);
  },
);

test('an error about a token does not show it', () => {
  let shown = '';
  try {
    new Session({ accessToken: 'secret\ttoken' });
  } catch (error) {
    shown = String(error);
  }
  expect(shown).toMatch(/AccessTokenError/);
  expect(shown).not.toMatch(/secret/);
});
