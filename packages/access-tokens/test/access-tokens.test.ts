import { inspect } from 'node:util';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { AccessTokens, BadRequestError, ServerError, Session } from '../src/index.js';

const create = (baseUrl: string) => new AccessTokens(new Session({ accessToken: false, baseUrl }));
const integration = { clientId: 'CLIENT', clientSecret: 'SECRET & more' };
const byCode = { ...integration, code: 'CODE+/=', redirectUri: 'https://example.com/?a=b' };
const byRefresh = { ...integration, refreshToken: 'REFRESH' };
const answer = {
  access_token: 'ACCESS',
  expires_in: 1209600,
  refresh_token: 'REFRESH',
  refresh_token_expires_in: 7776000,
  token_type: 'Bearer',
  scope: 'spark:all',
  attributeOfTomorrow: { nested: [1, null] },
};

describe.each([
  [
    'get',
    (tokens: AccessTokens, options?: object) => tokens.get(Object.freeze({ ...byCode }), options),
    'grant_type=authorization_code&client_id=CLIENT&client_secret=SECRET%20%26%20more&code=CODE%2B%2F%3D&redirect_uri=https%3A%2F%2Fexample.com%2F%3Fa%3Db',
  ],
  [
    'get with a code verifier',
    (tokens: AccessTokens, options?: object) => tokens.get({ ...byCode, codeVerifier: 'VERIFIER' }, options),
    'grant_type=authorization_code&client_id=CLIENT&client_secret=SECRET%20%26%20more&code=CODE%2B%2F%3D&redirect_uri=https%3A%2F%2Fexample.com%2F%3Fa%3Db&code_verifier=VERIFIER',
  ],
  [
    'refresh',
    (tokens: AccessTokens, options?: object) => tokens.refresh(Object.freeze({ ...byRefresh }), options),
    'grant_type=refresh_token&client_id=CLIENT&client_secret=SECRET%20%26%20more&refresh_token=REFRESH',
  ],
])('%s', (_, call, body) => {
  test('sends a form and no bearer, and gives back the whole answer', async () => {
    const server = await startScriptedServer([{ json: answer }]);
    expect(await call(create(server.url))).toEqual(answer);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'POST', target: '/v1/access_token', body });
    expect(server.requests[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test("keeps a session's access token to itself", async () => {
    const server = await startScriptedServer([{ json: answer }]);
    await call(new AccessTokens(new Session({ accessToken: 'token', baseUrl: server.url })));
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('takes headers and unlisted parameters through its options', async () => {
    const server = await startScriptedServer([{ json: answer }]);
    const options = { headers: { 'X-Extra': 'yes' }, extraQuery: { a: 1 }, extraBody: { b: 'two words' } };
    await call(create(server.url), options);
    expect(server.requests[0]?.headers['x-extra']).toBe('yes');
    expect(server.requests[0]?.target).toBe('/v1/access_token?a=1');
    expect(server.requests[0]?.body).toBe(`${body}&b=two%20words`);
  });

  test('gives up when its signal is aborted', async () => {
    const server = await startScriptedServer([{ json: answer }]);
    const reason = new Error('changed my mind');
    const signal = AbortSignal.abort(reason);
    await expect(call(create(server.url), { signal })).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test('is not sent again where its fate is unknown', async () => {
    const server = await startScriptedServer(() => ({ status: 502 }));
    await expect(call(create(server.url))).rejects.toThrow(ServerError);
    expect(server.requests).toHaveLength(1);
  });

  test('keeps secrets out of its errors', async () => {
    const server = await startScriptedServer([{ status: 400, json: { message: 'No such grant' } }]);
    const error = await call(create(server.url)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(BadRequestError);
    expect(String(error)).toContain('No such grant');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/SECRET|CODE|REFRESH|VERIFIER/);
  });
});

describe('wrong parameters are refused before anything is sent', () => {
  const incomplete: [string, (tokens: AccessTokens) => Promise<unknown>, RegExp][] = [
    [
      'no client',
      (tokens) => tokens.get({ ...byCode, clientId: undefined as never }),
      /"clientId" is required/,
    ],
    [
      'an empty secret',
      (tokens) => tokens.get({ ...byCode, clientSecret: '' }),
      /"clientSecret" must not be/,
    ],
    ['no code', (tokens) => tokens.get({ ...byCode, code: undefined as never }), /"code" is required/],
    [
      'an empty address',
      (tokens) => tokens.get({ ...byCode, redirectUri: ' ' }),
      /"redirectUri" must not be/,
    ],
    ['a refresh without a client', (tokens) => tokens.refresh({ ...byRefresh, clientId: '' }), /"clientId"/],
    [
      'one without a secret',
      (tokens) => tokens.refresh({ ...byRefresh, clientSecret: '' }),
      /"clientSecret"/,
    ],
    ['one without a token', (tokens) => tokens.refresh({ ...byRefresh, refreshToken: '' }), /"refreshToken"/],
  ];
  test.each(incomplete)('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await call(create(server.url)).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain('SECRET');
    expect(server.requests).toEqual([]);
  });
});
