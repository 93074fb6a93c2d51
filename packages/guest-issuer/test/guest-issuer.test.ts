import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { type ReceivedRequest, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { GuestIssuer, ServerError, Session, UnauthorizedError } from '../src/index.js';

const create = (baseUrl: string) => new GuestIssuer(new Session({ accessToken: false, baseUrl }));
// The base64 of these bytes has both characters that differ in base64url.
const key = Buffer.from('fbefbefbff00112233445566778899aabbccddeeff00112233445566778899aa', 'hex');
const secret = key.toString('base64');
const guest = {
  subject: 'guest-1',
  displayName: 'Ada Lövelace',
  issuerId: 'ISSUER',
  expiration: 4_102_444_800,
  secret,
};
const answer = { token: 'GUEST', expiresIn: 21599, attributeOfTomorrow: { nested: [1, null] } };

/** Returns the three parts of the JWT in a request's `Authorization` header. */
function bearer(request: ReceivedRequest | undefined): [string, string, string] {
  const [, header = '', claims = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request?.headers.authorization ?? '') ?? [];
  return [header, claims, signature];
}

const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

test('create() sends a JWT signed with the decoded secret and resolves to the whole response', async () => {
  const server = await startScriptedServer([{ json: answer }]);
  expect(await create(server.url).create(Object.freeze({ ...guest }))).toEqual(answer);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({ method: 'POST', target: '/v1/jwt/login', body: '' });
  const [header, claims, signature] = bearer(server.requests[0]);
  expect(parse(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(parse(claims)).toEqual({ sub: 'guest-1', name: 'Ada Lövelace', iss: 'ISSUER', exp: '4102444800' });
  expect(signature).toBe(createHmac('sha256', key).update(`${header}.${claims}`).digest('base64url'));
});

test.each([
  ['in base64url', key.toString('base64url')],
  ['surrounded by white space', ` ${secret}\n`],
])('create() accepts a secret %s', async (_, secret) => {
  const server = await startScriptedServer([{ json: answer }]);
  await create(server.url).create({ ...guest, secret });
  const [header, claims, signature] = bearer(server.requests[0]);
  expect(signature).toBe(createHmac('sha256', key).update(`${header}.${claims}`).digest('base64url'));
});

test("create() does not send the session's access token", async () => {
  const server = await startScriptedServer([{ json: answer }]);
  await new GuestIssuer(new Session({ accessToken: 'token', baseUrl: server.url })).create(guest);
  expect(bearer(server.requests[0])[0]).not.toBe('');
});

test('create() sends headers and extra parameters of its options', async () => {
  const server = await startScriptedServer([{ json: answer }]);
  const options = { headers: { 'X-Extra': 'yes' }, extraQuery: { a: 1 }, extraBody: { b: true } };
  await create(server.url).create(guest, options);
  expect(server.requests[0]?.headers['x-extra']).toBe('yes');
  expect(server.requests[0]).toMatchObject({ target: '/v1/jwt/login?a=1', body: '{"b":true}' });
});

test('create() rejects if its signal is aborted', async () => {
  const server = await startScriptedServer([{ json: answer }]);
  const reason = new Error('changed my mind');
  await expect(create(server.url).create(guest, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.requests).toEqual([]);
});

test('create() is not retried if the service may have received it', async () => {
  const server = await startScriptedServer(() => ({ status: 502 }));
  await expect(create(server.url).create(guest)).rejects.toThrow(ServerError);
  expect(server.requests).toHaveLength(1);
});

test('errors of create() show neither the secret nor the JWT', async () => {
  const server = await startScriptedServer([{ status: 401, json: { message: 'No such issuer' } }]);
  const error = await create(server.url)
    .create(guest)
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(UnauthorizedError);
  const shown = inspect(error, { depth: 10, showHidden: true });
  expect(shown).toContain('No such issuer');
  expect(shown).not.toContain(secret);
  for (const part of bearer(server.requests[0])) expect(shown).not.toContain(part);
});

describe('create() with invalid parameters throws a TypeError and sends nothing:', () => {
  const rows: [string, object, RegExp][] = [
    ['no subject', { subject: undefined }, /"subject" is required/],
    ['a number as subject', { subject: 5 }, /"subject" must be a string, got number/],
    ['an empty name', { displayName: ' ' }, /"displayName" must not be empty/],
    ['no issuer', { issuerId: undefined }, /"issuerId" is required/],
    ['no secret', { secret: undefined }, /"secret" is required/],
    ['a secret that is not base64', { secret: `${secret}!` }, /"secret" must be in base64/],
    ['a secret that decodes to nothing', { secret: 'A' }, /"secret" must be in base64/],
    ['no expiration', { expiration: undefined }, /"expiration" must be in seconds since 1970/],
    ['an expiration as a string', { expiration: '4102444800' }, /a whole number/],
    ['a fractional expiration', { expiration: 4_102_444_800.5 }, /a whole number/],
    ['milliseconds', { expiration: 4_102_444_800_000 }, /this looks like milliseconds/],
    ['an expiration in the past', { expiration: 1 }, /this is in the past/],
  ];
  test.each(rows)('%s', async (_, wrong, message) => {
    const server = await startScriptedServer([]);
    const error = await create(server.url)
      .create({ ...guest, ...wrong })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain(secret);
    expect(server.requests).toEqual([]);
  });
});
