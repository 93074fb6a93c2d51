import { createHash } from 'node:crypto';
import type { Emulator } from '@wxt/emulator';
import { describe, expect, test } from 'vitest';
import { type Answer, openEmulator, refusal, send } from './open-emulator.js';

/** Requests a token with a form and no Authorization header, as in OAuth. */
function grant({ url }: Emulator, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return send(`${url}access_token`, { method: 'POST', body: new URLSearchParams(fields) });
}

async function openIntegration(codeChallenge?: string) {
  const all = await openEmulator();
  const { emulator, bob } = all;
  const { clientId, clientSecret, redirectUri } = emulator.integration;
  const client = { client_id: clientId, client_secret: clientSecret };
  const code = emulator.authorizationCode(bob.id, codeChallenge);
  const exchange = { grant_type: 'authorization_code', ...client, code, redirect_uri: redirectUri };
  return { ...all, client, exchange };
}

async function whoHas({ url }: Emulator, token: unknown): Promise<Answer> {
  return send(`${url}people/me`, { headers: { authorization: `Bearer ${token}` } });
}

describe('an authorization code', () => {
  test('is exchanged for a token of the person who authorized it, once', async () => {
    const { emulator, bob, exchange } = await openIntegration();
    const answer = await grant(emulator, exchange);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      expires_in: 14 * 24 * 3600,
      refresh_token: expect.any(String),
      refresh_token_expires_in: 90 * 24 * 3600,
      token_type: 'Bearer',
      scope: expect.any(String),
    });
    expect(await whoHas(emulator, answer.body.access_token)).toMatchObject({ body: { id: bob.id } });
    expect(await whoHas(emulator, answer.body.refresh_token)).toMatchObject({ status: 401 });
    expect(await grant(emulator, exchange)).toMatchObject(refusal(400, 'code'));
  });

  test('with a PKCE challenge requires the right verifier at the first attempt', async () => {
    const verifier = 'a-verifier-of-forty-three-characters-or-more';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const right = await openIntegration(challenge);
    const answer = await grant(right.emulator, { ...right.exchange, code_verifier: verifier });
    expect(answer).toMatchObject({ status: 200 });
    const wrong = await openIntegration(challenge);
    const guess = await grant(wrong.emulator, { ...wrong.exchange, code_verifier: 'guessed' });
    expect(guess).toMatchObject(refusal(400, 'code_verifier'));
    const late = await grant(wrong.emulator, { ...wrong.exchange, code_verifier: verifier });
    expect(late).toMatchObject(refusal(400, 'code'));
    const without = await openIntegration(challenge);
    expect(await grant(without.emulator, without.exchange)).toMatchObject(refusal(400, 'code_verifier'));
  });

  test.each([
    ['grant_type', 'password', 400],
    ['client_id', 'another', 401],
    ['client_secret', 'another', 401],
    ['code', 'another', 400],
    ['redirect_uri', 'https://another.example.com/', 400],
  ])('is rejected if %s is missing or %s', async (field, other, status) => {
    const { emulator, exchange } = await openIntegration();
    const { [field]: _, ...rest } = exchange as Record<string, string>;
    expect(await grant(emulator, rest)).toMatchObject(refusal(400, `${field} is required`));
    expect(await grant(emulator, { ...rest, [field]: '' })).toMatchObject(refusal(400, field));
    expect(await grant(emulator, { ...rest, [field]: other })).toMatchObject(refusal(status, field));
  });
});

test('a refresh token returns another access token, and the first stays valid', async () => {
  const { emulator, bob, client, exchange } = await openIntegration();
  const first = (await grant(emulator, exchange)).body;
  const fields = { grant_type: 'refresh_token', ...client, refresh_token: String(first.refresh_token) };
  const second = await grant(emulator, fields);
  expect(second).toMatchObject({ status: 200, body: { refresh_token: first.refresh_token } });
  expect(second.body.access_token).not.toBe(first.access_token);
  for (const { access_token } of [first, second.body]) {
    expect(await whoHas(emulator, access_token)).toMatchObject({ body: { id: bob.id } });
  }
  const unknown = { ...fields, refresh_token: 'another' };
  expect(await grant(emulator, unknown)).toMatchObject(refusal(400, 'refresh token'));
  const { refresh_token, ...rest } = fields;
  expect(await grant(emulator, rest)).toMatchObject(refusal(400, 'refresh_token is required'));
  expect(await grant(emulator, { ...fields, client_secret: 'x' })).toMatchObject(
    refusal(401, 'client_secret'),
  );
});

test('tokens of a deleted person are rejected', async () => {
  const { emulator, alice, bob, client, exchange } = await openIntegration();
  const { access_token, refresh_token } = (await grant(emulator, exchange)).body;
  expect(await alice.delete(`people/${bob.id}`)).toMatchObject({ status: 204 });
  expect(await whoHas(emulator, access_token)).toMatchObject({ status: 401 });
  const fields = { grant_type: 'refresh_token', ...client, refresh_token: String(refresh_token) };
  expect(await grant(emulator, fields)).toMatchObject(refusal(400, 'refresh token'));
});

test('POST /access_token requires a form, and ignores the Authorization header', async () => {
  const { emulator, alice, exchange } = await openIntegration();
  expect(await alice.post('access_token', exchange)).toMatchObject(refusal(415, 'x-www-form-urlencoded'));
  expect(await send(`${emulator.url}access_token`)).toMatchObject(refusal(405, 'POST'));
  const answer = await send(`${emulator.url}access_token`, {
    method: 'POST',
    headers: { authorization: 'Bearer expired' },
    body: new URLSearchParams(exchange),
  });
  expect(answer).toMatchObject({ status: 200 });
});

test('authorizationCode() throws for an unknown person', async () => {
  const { emulator } = await openEmulator();
  expect(() => emulator.authorizationCode('nobody')).toThrow('No person');
});
