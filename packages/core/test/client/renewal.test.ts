import { inspect } from 'node:util';
import { type Answer, type ReceivedRequest, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { AccessTokenError, Session, type TokenSource, UnauthorizedError } from '../../src/index.js';

/** Answers 401 to every token but these. */
const accept =
  (...tokens: string[]) =>
  ({ headers }: ReceivedRequest): Answer =>
    tokens.some((token) => headers.authorization === `Bearer ${token}`)
      ? { json: { items: [], id: 'A' } }
      : { status: 401, json: { message: 'Refused' } };

const bearers = (requests: readonly ReceivedRequest[]) =>
  requests.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));

/** Returns 'old' until renewed, then 'new'; records the rejected tokens. */
class Renewing implements TokenSource {
  current = 'old';
  readonly rejected: string[] = [];

  getAccessToken(): string {
    return this.current;
  }

  async renewAccessToken(rejected: string): Promise<string | undefined> {
    this.rejected.push(rejected);
    this.current = 'new';
    return this.current;
  }
}

const connect = (baseUrl: string, accessToken: TokenSource) => new Session({ baseUrl, accessToken });

describe('a token refused with 401', () => {
  test.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
    'is renewed, and the %s is sent again once',
    async (method) => {
      const server = await startScriptedServer(accept('new'));
      const source = new Renewing();
      await connect(server.url, source)[method](['rooms', 'A'], { query: { a: 1 } });
      expect(bearers(server.requests)).toEqual(['old', 'new']);
      expect(server.requests[1]).toMatchObject({ method: method.toUpperCase(), target: '/v1/rooms/A?a=1' });
      expect(source.rejected).toEqual(['old']);
    },
  );

  test('is renewed for a later page of a list', async () => {
    const server = await startScriptedServer((request, index) =>
      index === 0
        ? { json: { items: [1] }, headers: { link: '</v1/rooms?cursor=2>; rel="next"' } }
        : { ...accept('new')(request), ...(index === 2 && { json: { items: [2] } }) },
    );
    const items = await connect(server.url, new Renewing()).list(['rooms']).toArray();
    expect(items).toEqual([1, 2]);
    expect(bearers(server.requests)).toEqual(['old', 'old', 'new']);
  });

  test('is an UnauthorizedError if the new token is refused too', async () => {
    const server = await startScriptedServer(accept());
    const source = new Renewing();
    await expect(connect(server.url, source).get(['rooms'])).rejects.toThrow(UnauthorizedError);
    expect(bearers(server.requests)).toEqual(['old', 'new']);
    expect(source.rejected).toEqual(['old']);
  });

  test('is renewed only once per call, even if the call is retried after a 502', async () => {
    const statuses = [401, 502, 401];
    const server = await startScriptedServer((_, index) => ({ status: statuses[index] ?? 200 }));
    const source = new Renewing();
    await expect(connect(server.url, source).get(['rooms'])).rejects.toThrow(UnauthorizedError);
    expect(bearers(server.requests)).toEqual(['old', 'new', 'new']);
    expect(source.rejected).toEqual(['old']);
  });

  test.each([
    ['a source without renewAccessToken()', { getAccessToken: () => 'old' }],
    [
      'a source that renews to undefined',
      { getAccessToken: () => 'old', renewAccessToken: async () => undefined },
    ],
    [
      'a source that renews to the same token',
      { getAccessToken: () => 'old', renewAccessToken: async () => 'old' },
    ],
  ] satisfies [string, TokenSource][])('is an UnauthorizedError with %s', async (_, source) => {
    const server = await startScriptedServer(accept('new'));
    await expect(connect(server.url, source).get(['rooms'])).rejects.toThrow(UnauthorizedError);
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['its own token', { accessToken: 'own' }, 'Bearer own'],
    ['its own Authorization header', { headers: { Authorization: 'Basic own' } }, 'Basic own'],
    ['no token', { accessToken: false }, undefined],
  ] as const)('is not renewed for a call with %s', async (_, request, sent) => {
    const server = await startScriptedServer(accept('new'));
    const source = new Renewing();
    await expect(connect(server.url, source).get(['rooms'], request)).rejects.toThrow(UnauthorizedError);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([sent]);
    expect(source.rejected).toEqual([]);
  });

  test('is an AccessTokenError with the cause if renewing fails', async () => {
    const server = await startScriptedServer(accept());
    const cause = new Error('vault is unavailable');
    const source = { getAccessToken: () => 'old', renewAccessToken: () => Promise.reject(cause) };
    const error = await connect(server.url, source)
      .get(['rooms'])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(AccessTokenError);
    expect(error).toMatchObject({ cause, message: expect.stringMatching(/refused.*renewing it failed/) });
  });
});

test('a 401 from another host after a redirect does not renew the token', async () => {
  const elsewhere = await startScriptedServer(accept('new'));
  const headers = { location: `${elsewhere.url}file.txt` };
  const server = await startScriptedServer(() => ({ status: 302, headers }));
  const source = new Renewing();
  const download = connect(server.url, source).download(`${server.url}contents/1`);
  await expect(download).rejects.toThrow(UnauthorizedError);
  expect(bearers(elsewhere.requests)).toEqual([undefined]);
  expect(source.rejected).toEqual([]);
});

test('a token source can call the service through the session without a token', async () => {
  const server = await startScriptedServer(({ target }) => ({
    json: target === '/v1/access_token' ? { access_token: 'fresh' } : {},
  }));
  const source: TokenSource = {
    async getAccessToken(session) {
      const answer = await session.post<{ access_token: string }>(['access_token'], { accessToken: false });
      return answer.access_token;
    },
  };
  await connect(server.url, source).get(['rooms']);
  expect(bearers(server.requests)).toEqual([undefined, 'fresh']);
});

test('an aborted call stops waiting for its token, and other calls continue', async () => {
  const server = await startScriptedServer([{}]);
  const { promise, resolve } = withResolvers<string>();
  const session = connect(server.url, { getAccessToken: () => promise });
  const controller = new AbortController();
  const aborted = session.get(['rooms'], { signal: controller.signal });
  const other = session.get(['rooms']);
  const reason = new Error('aborted by the caller');
  controller.abort(reason);
  await expect(aborted).rejects.toBe(reason);
  resolve('token');
  expect(await other).toEqual({});
  expect(server.requests).toHaveLength(1);
});

test('an invalid accessToken object is an AccessTokenError that does not show it', () => {
  const accessToken = { token: 'secret' } as unknown as string;
  expect(() => new Session({ accessToken })).toThrow(AccessTokenError);
  expect(() => new Session({ accessToken })).not.toThrow(/secret/);
});

test('an inspected or serialized session does not show its token', () => {
  const session = new Session({ accessToken: 'secret-token' });
  expect(inspect(session, { showHidden: true, depth: null })).not.toContain('secret-token');
  expect(JSON.stringify(session)).not.toContain('secret-token');
});

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
