import { describe, expect, test } from 'vitest';
import { openEmulator, refusal, send } from './open-emulator.js';

async function openLogin() {
  const all = await openEmulator();
  const { clientId, redirectUri } = all.emulator.integration;
  const request = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'spark:all',
    state: 'STATE',
  };
  const address = (changed: Readonly<Record<string, string>> = {}) =>
    `${all.emulator.url}authorize?${new URLSearchParams({ ...request, ...changed })}`;
  const press = (answer: object) =>
    fetch(`${all.emulator.url}authorize`, {
      method: 'POST',
      body: new URLSearchParams({ ...request, ...answer }),
      redirect: 'manual',
    });
  return { ...all, address, press };
}

describe('the login page', () => {
  test('lists the people who can log in, and escapes its parameters', async () => {
    const { address, alice } = await openLogin();
    await alice.put(`people/${alice.id}`, { displayName: '<b>Alice</b>', emails: [alice.email] });
    const answer = await fetch(address({ state: '"><script>alert(1)</script>', scope: '<i>all</i>' }));
    expect(answer.headers.get('content-type')).toMatch('text/html');
    const page = await answer.text();
    expect(page).toContain('Bob Brown (bob@example.com)');
    expect(page).not.toContain('Robot');
    for (const injected of ['<script', '<b>', '<i>']) expect(page).not.toContain(injected);
  });

  test('redirects with a code and the state, or with access_denied', async () => {
    const { emulator, press, bob } = await openLogin();
    const back = async (answer: object) =>
      new URL((await press(answer)).headers.get('location') ?? 'none:').href;
    const { redirectUri } = emulator.integration;
    expect(await back({ answer: 'allow', person: bob.id })).toMatch(
      new RegExp(`^${redirectUri}\\?code=[\\w-]+&state=STATE$`),
    );
    const refused = `${redirectUri}?error=access_denied&state=STATE`;
    expect(await back({ answer: 'deny', person: bob.id })).toBe(refused);
    expect(await back({ answer: 'allow', person: 'nobody' })).toBe(refused);
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: '' }, 'invalid_scope'],
    [{ code_challenge: 'C', code_challenge_method: 'plain' }, 'invalid_request'],
  ])('with %j redirects with an error', async (changed, error) => {
    const { emulator, address } = await openLogin();
    const answer = await fetch(address(changed), { redirect: 'manual' });
    const target = `${emulator.integration.redirectUri}?error=${error}&state=STATE`;
    expect([answer.status, answer.headers.get('location')]).toEqual([302, target]);
  });

  test.each<Record<string, string>>([
    { client_id: 'another' },
    { redirect_uri: 'https://elsewhere.example/' },
  ])('with %j is a 400 without a redirect', async (changed) => {
    const { address, press, bob } = await openLogin();
    for (const answer of [
      await fetch(address(changed), { redirect: 'manual' }),
      await press({ ...changed, answer: 'allow', person: bob.id }),
    ]) {
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
  });
});

describe('a device login', () => {
  async function begin() {
    const all = await openEmulator({ pollInterval: 0.001 });
    const { clientId, clientSecret } = all.emulator.integration;
    const post = (path: string, fields: Record<string, string>, secret = clientSecret) =>
      send(`${all.emulator.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ client_id: clientId, ...fields }),
      });
    const { body } = await post('device/authorize', { scope: 'spark:all' });
    const poll = (secret?: string) => {
      const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
      return post('device/token', { grant_type, device_code: String(body.device_code) }, secret);
    };
    const press = async (answer: 'allow' | 'deny', person: string) =>
      (
        await fetch(String(body.verification_uri_complete), {
          method: 'POST',
          body: new URLSearchParams({ userCode: String(body.user_code), answer, person }),
        })
      ).status;
    return { ...all, body, poll, press };
  }

  test('is approved on its verification page, once', async () => {
    const { emulator, body, poll, press, bob } = await begin();
    expect(await poll()).toMatchObject(refusal(428, 'authorization_pending'));
    const page = await (await fetch(String(body.verification_uri_complete))).text();
    expect(page).toContain('Bob Brown');
    expect(await press('allow', bob.id)).toBe(200);
    const { access_token } = (await poll()).body;
    const me = await send(`${emulator.url}people/me`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(me.body.id).toBe(bob.id);
    expect(await poll()).toMatchObject(refusal(400, 'expired_token'));
    expect(await press('allow', bob.id)).toBe(404);
  });

  test('can be denied, and requires the client secret', async () => {
    const { poll, press, bob } = await begin();
    expect(await poll('guessed')).toMatchObject({ status: 401 });
    expect(await press('deny', bob.id)).toBe(200);
    expect(await poll()).toMatchObject(refusal(400, 'access_denied'));
  });

  test('that polls too often gets slow_down', async () => {
    const { emulator } = await openEmulator({ pollInterval: 60 });
    const { clientId, clientSecret } = emulator.integration;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const begun = await send(`${emulator.url}device/authorize`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, scope: 'spark:all' }),
    });
    const fields = {
      client_id: clientId,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(begun.body.device_code),
    };
    const poll = () =>
      send(`${emulator.url}device/token`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams(fields),
      });
    expect(await poll()).toMatchObject(refusal(428, 'authorization_pending'));
    expect(await poll()).toMatchObject(refusal(400, 'slow_down'));
  });
});

test('expired tokens get the same response as unknown ones', async () => {
  const { emulator, bob } = await openEmulator({ tokenLifetimes: { access: 0.3, refresh: 0.001 } });
  const { clientId, clientSecret, redirectUri } = emulator.integration;
  const client = { client_id: clientId, client_secret: clientSecret };
  const grant = (fields: Record<string, string>) =>
    send(`${emulator.url}access_token`, {
      method: 'POST',
      body: new URLSearchParams({ ...client, ...fields }),
    });
  const code = emulator.authorizationCode(bob.id);
  const { body } = await grant({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  expect(body).toMatchObject({ expires_in: 0.3, refresh_token_expires_in: 0.001 });
  const me = async (token: unknown) => {
    const headers = { authorization: `Bearer ${token}` };
    const { trackingId, ...answer } = (await send(`${emulator.url}people/me`, { headers })).body;
    return answer;
  };
  await expect.poll(() => me(body.access_token)).toEqual(await me('unknown'));
  const refresh = () => grant({ grant_type: 'refresh_token', refresh_token: String(body.refresh_token) });
  expect(await refresh()).toMatchObject(refusal(400, 'unknown or expired'));
  expect(emulator.issuedTokens).toEqual({ byCode: 1, byRefresh: 0, byDevice: 0, byServiceApp: 0 });
});
