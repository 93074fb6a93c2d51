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

describe('where the token comes from', () => {
  test('the option beats the environment', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'teams');
    expect(await tokenSent({ accessToken: 'given' })).toBe('Bearer given');
  });

  test('WEBEX_TEAMS_ACCESS_TOKEN beats WEBEX_ACCESS_TOKEN', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'teams');
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'plain');
    expect(await tokenSent({})).toBe('Bearer teams');
  });

  test('WEBEX_ACCESS_TOKEN serves too, also beside an empty variable', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', '');
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'plain\n');
    expect(await tokenSent({})).toBe('Bearer plain');
  });

  test('the environment is read when a session is made, and not later', async () => {
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'early');
    const server = await startScriptedServer([{}]);
    const session = new Session({ baseUrl: server.url });
    vi.stubEnv('WEBEX_ACCESS_TOKEN', 'late');
    await session.get(['people', 'me']);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer early');
  });

  test('without any, the error names the variable and the option', () => {
    expect(() => new Session()).toThrow(AccessTokenError);
    expect(() => new Session()).toThrow(/WEBEX_TEAMS_ACCESS_TOKEN.*accessToken/);
  });
});

describe('a function that gives the token', () => {
  test('is asked before every request, and may answer later', async () => {
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

  test('that fails or gives nothing is an AccessTokenError, and nothing is sent', async () => {
    const server = await startScriptedServer([]);
    const cause = new Error('vault is closed');
    const failing = new Session({ baseUrl: server.url, accessToken: () => Promise.reject(cause) });
    await expect(failing.get(['people', 'me'])).rejects.toMatchObject({ name: 'AccessTokenError', cause });
    const empty = new Session({ baseUrl: server.url, accessToken: () => undefined as unknown as string });
    await expect(empty.get(['people', 'me'])).rejects.toThrow(/answered without a token/);
    expect(server.requests).toEqual([]);
  });
});

test.each([[''], [' '], ['two words'], ['line\nbreak'], ['tök'], [5], [null]])(
  'refuses the token %j',
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
