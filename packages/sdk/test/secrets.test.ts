import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { createIdentity, type Script, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { type AccessTokenSource, oauthTokens, Session, TokenManager, WebexTeamsAPI } from '../src/index.js';

const secrets = {
  accessToken: 'SECRET-access',
  refreshToken: 'SECRET-refresh',
  clientSecret: 'SECRET-client',
  code: 'SECRET-code',
  codeVerifier: 'SECRET-verifier',
  issuer: Buffer.from('SECRET-issuer').toString('base64'),
};

const client = { clientId: 'CLIENT', clientSecret: secrets.clientSecret };
const granted = {
  access_token: secrets.accessToken,
  refresh_token: secrets.refreshToken,
  expires_in: 3600,
};
const login = {
  ...client,
  code: secrets.code,
  redirectUri: 'http://127.0.0.1/',
  codeVerifier: secrets.codeVerifier,
};

/** Returns everything visible of a value and of what it refers to, non-enumerable properties and causes included. */
function everythingOf(value: unknown): string {
  const seen = new Set<unknown>();
  const shown: string[] = [];
  const walk = (one: unknown): void => {
    if (seen.has(one)) return;
    seen.add(one);
    shown.push(
      show(() => String(one)),
      show(() => JSON.stringify(one)),
    );
    shown.push(
      inspect(one, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true, breakLength: 200 }),
    );
    if (typeof one !== 'object' || one === null) return;
    if (one instanceof Error) shown.push(one.message, String(one.stack), inspect(one));
    for (const name of Reflect.ownKeys(one)) walk(Reflect.get(one, name));
  };
  walk(value);
  return shown.join('\n');
}

function show(how: () => string): string {
  try {
    return how();
  } catch (error) {
    return String(error);
  }
}

function expectNoSecret(value: unknown): void {
  const everything = everythingOf(value);
  for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret);
}

test('everythingOf() finds a secret in non-enumerable properties, causes and nested objects', () => {
  const hidden = Object.defineProperty({}, 'token', { value: secrets.accessToken });
  for (const cause of [
    hidden,
    new Error(secrets.accessToken),
    { headers: { authorization: secrets.accessToken } },
  ]) {
    expect(everythingOf(new Error('outer', { cause }))).toContain(secrets.accessToken);
  }
});

const sources: [string, () => AccessTokenSource][] = [
  ['a token', () => secrets.accessToken],
  ['a function', () => () => secrets.accessToken],
  ['a refresh token', () => oauthTokens({ ...client, refreshToken: secrets.refreshToken })],
  ['a code', () => oauthTokens(login)],
];

/** Answers every request with success, token requests included. */
const succeeds: Script = ({ target }) => ({ json: target === '/v1/access_token' ? granted : { items: [] } });

describe.each(sources)('with %s', (_, source) => {
  test('session, connection object and token source show no secret, before and after a call', async () => {
    const server = await startScriptedServer(succeeds);
    const accessToken = source();
    const api = new WebexTeamsAPI({ accessToken, baseUrl: server.url });
    const all = [api, api.session, api.rooms, api.rooms.list(), api.extend({}), accessToken];
    // A token or a function belongs to the program, so only a TokenManager is checked.
    const ours = accessToken instanceof TokenManager ? all : all.slice(0, -1);
    for (const one of ours) expectNoSecret(one);
    await api.people.me();
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${secrets.accessToken}`);
    for (const one of ours) expectNoSecret(one);
  });

  const failures: [string, Script, object?][] = [
    ['a 401', () => ({ status: 401, json: { message: 'No' } })],
    ['a 500', () => ({ status: 500, body: '<html>' })],
    ['a broken connection', () => ({ reset: true }), { maxRetries: 0 }],
    ['a timeout', () => ({ after: new Promise(() => undefined) }), { timeout: 50, maxRetries: 0 }],
    ['a response that is not JSON', () => ({ body: '{"items":' })],
    ['a redirect', () => ({ status: 302, headers: { location: 'https://elsewhere.example/' } })],
    ['a rate limit', () => ({ status: 429 }), { waitOnRateLimit: false }],
  ];
  test.each(failures)('the error of %s and the log show no secret', async (_, script, options) => {
    const answered: Script = (request, index) =>
      request.target === '/v1/access_token' || typeof script !== 'function'
        ? { json: granted }
        : script(request, index);
    const server = await startScriptedServer(answered);
    const lines: string[] = [];
    const logger = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const api = new WebexTeamsAPI({ accessToken: source(), baseUrl: server.url, logger, ...options });
    for (const call of [api.people.me(), api.rooms.list().toArray()]) {
      const error = await call.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(Error);
      expectNoSecret(error);
    }
    expectNoSecret(lines);
  });
});

describe('the error of a token request shows no secret:', () => {
  const failures: [string, Script, object?][] = [
    ['a 400', () => ({ status: 400, json: { message: 'No' } })],
    ['a reset connection', () => ({ reset: true })],
    ['a timeout', () => ({ after: new Promise(() => undefined) }), { timeout: 50, maxRetries: 0 }],
    // The body is the secret, and the parser's message quotes it.
    ['a body that is not JSON', () => ({ body: secrets.accessToken })],
    ['truncated JSON', () => ({ body: `{"access_token":"${secrets.accessToken}",` })],
    ['no expires_in', () => ({ json: { access_token: secrets.accessToken } })],
  ];
  const calls: [string, (api: WebexTeamsAPI) => Promise<unknown>][] = [
    ['accessTokens.get', (api) => api.accessTokens.get(login)],
    [
      'accessTokens.refresh',
      (api) => api.accessTokens.refresh({ ...client, refreshToken: secrets.refreshToken }),
    ],
    ['guests.create', (api) => api.guests.create({ subject: 'a', displayName: 'A' })],
    [
      'guestIssuer.create',
      (api) => {
        const guest = { subject: 'a', displayName: 'A', issuerId: 'I', secret: secrets.issuer };
        return api.guestIssuer.create({ ...guest, expiration: 4_000_000_000 });
      },
    ],
    [
      'a request with a code',
      (api) =>
        new Session({ accessToken: oauthTokens(login), baseUrl: api.baseUrl, timeout: 100 }).get(['a']),
    ],
    [
      'a request with a refresh token',
      (api) => {
        const accessToken = oauthTokens({ ...client, refreshToken: secrets.refreshToken });
        return new Session({ accessToken, baseUrl: api.baseUrl, timeout: 100, maxRetries: 0 }).get(['a']);
      },
    ],
  ];
  describe.each(failures)('%s', (what, script, options) => {
    test.each(calls)('%s', async (name, call) => {
      const server = await startScriptedServer(script);
      const api = new WebexTeamsAPI({
        accessToken: 'other',
        baseUrl: server.url,
        maxRetries: 0,
        timeout: 500,
        ...options,
      });
      const error = await call(api).catch((error: unknown) => error);
      // A response without a lifetime is returned to the caller.
      if (what !== 'no expires_in') expect(error).toBeInstanceOf(Error);
      if (error instanceof Error) expectNoSecret(error);
      // A session uses a token without a lifetime.
      const goesOn = what === 'no expires_in' && name.startsWith('a request with');
      expect(server.requests).toHaveLength(goesOn ? 2 : 1);
    });
  });

  test('invalid options', () => {
    const wrong = { clientId: 'CLIENT', clientSecret: secrets.clientSecret, oauthCode: secrets.code };
    expect(() => new WebexTeamsAPI(wrong)).toThrow(TypeError);
    for (const options of [
      wrong,
      { ...wrong, redirectUri: 5 as never },
      { accessToken: `${secrets.accessToken} x` },
    ]) {
      try {
        new WebexTeamsAPI(options);
        expect.unreachable();
      } catch (error) {
        expectNoSecret(error);
      }
    }
  });
});

describe('no token is sent to another origin', () => {
  /** A second server: another origin on the same host. */
  const elsewhere = async () => startScriptedServer(() => ({ json: { items: [] } }));

  test.each([301, 302, 307, 308])('on a %d redirect', async (status) => {
    const other = await elsewhere();
    const server = await startScriptedServer(() => ({
      status,
      headers: { location: `${other.url}people/me` },
    }));
    const api = new WebexTeamsAPI({ accessToken: secrets.accessToken, baseUrl: server.url });
    await expect(api.people.me()).rejects.toThrow(/not followed/);
    expect(other.requests).toEqual([]);
  });

  test('on a redirect to another scheme of the same host', async () => {
    const plain = await elsewhere();
    const identity = await createIdentity();
    const server = await startScriptedServer(
      () => ({ status: 302, headers: { location: plain.url } }),
      identity,
    );
    const api = new WebexTeamsAPI({
      accessToken: secrets.accessToken,
      baseUrl: server.url,
      disableSslVerify: true,
    });
    await expect(api.people.me()).rejects.toThrow(/not followed/);
    expect(plain.requests).toEqual([]);
  });

  test('on a next link', async () => {
    const other = await elsewhere();
    const server = await startScriptedServer(() => ({
      json: { items: [1] },
      headers: { link: `<${other.url}rooms?cursor=2>; rel="next"` },
    }));
    const api = new WebexTeamsAPI({ accessToken: secrets.accessToken, baseUrl: server.url });
    await expect(api.rooms.list().toArray()).rejects.toThrow(/another host/);
    expect(other.requests).toEqual([]);
  });

  test('for a message with a file URL on another host', async () => {
    const other = await elsewhere();
    const server = await startScriptedServer(() => ({ json: { id: 'M' } }));
    const api = new WebexTeamsAPI({ accessToken: secrets.accessToken, baseUrl: server.url });
    await api.messages.create({ roomId: 'R', files: [`${other.url}file.txt`] });
    expect(server.requests).toHaveLength(1);
    expect(other.requests).toEqual([]);
  });

  test('for a file on another host, or on a redirect to one', async () => {
    const other = await elsewhere();
    const server = await startScriptedServer(() => ({
      status: 302,
      headers: { location: `${other.url}file.txt` },
    }));
    const { session } = new WebexTeamsAPI({ accessToken: secrets.accessToken, baseUrl: server.url });
    await expect(session.download(`${other.url}file.txt`)).rejects.toThrow(TypeError);
    expect(other.requests).toEqual([]);
    const { body } = await session.download(`${server.url}contents/1`);
    body.resume();
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${secrets.accessToken}`);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('on a redirect of a token refresh', async () => {
    const other = await elsewhere();
    const server = await startScriptedServer(() => ({ status: 307, headers: { location: other.url } }));
    const accessToken = oauthTokens({ ...client, refreshToken: secrets.refreshToken });
    const error = await new Session({ accessToken, baseUrl: server.url }).get(['a']).catch((error) => error);
    expectNoSecret(error);
    expect(other.requests).toEqual([]);
  });
});

test("the causes of connection errors show neither tokens nor a proxy's password", async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const unreachable = { baseUrl: `http://127.0.0.1:${port}/v1/`, maxRetries: 0 };
  const throughProxy = { ...unreachable, proxies: { http: `http://user:SECRET-client@127.0.0.1:${port}/` } };
  for (const options of [unreachable, throughProxy]) {
    const api = new WebexTeamsAPI({ accessToken: secrets.accessToken, ...options });
    const error = await api.people.me().catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'ConnectionError', cause: expect.any(Error) });
    expectNoSecret(error);
  }
});
