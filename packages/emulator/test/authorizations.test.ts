import { expect, test } from 'vitest';
import { openEmulator, refusal, send } from './open-emulator.js';

async function openAuthorized() {
  const opened = await openEmulator({ tokenLifetimes: { access: 600 } });
  const { emulator, bob } = opened;
  const { clientId, clientSecret, redirectUri } = emulator.integration;
  const client = { client_id: clientId, client_secret: clientSecret };
  const request = (fields: Record<string, string>) =>
    send(`${emulator.url}access_token`, {
      method: 'POST',
      body: new URLSearchParams({ ...client, ...fields }),
    });
  const authorize = (personId: string) =>
    request({
      grant_type: 'authorization_code',
      code: emulator.authorizationCode(personId),
      redirect_uri: redirectUri,
    });
  const tokens = (await authorize(bob.id)).body;
  const refresh = () => request({ grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token) });
  const whoIs = (token: unknown) =>
    send(`${emulator.url}people/me`, { headers: { authorization: `Bearer ${token}` } });
  return { ...opened, clientId, authorize, tokens, refresh, whoIs };
}

test('authorizations are listed for a person, by id or email address, and stay one after a refresh', async () => {
  const { alice, bob, carol, clientId, refresh } = await openAuthorized();
  await refresh();
  for (const query of [`personId=${bob.id}`, 'personEmail=bob@example.com']) {
    expect((await alice.get(`authorizations?${query}`)).body.items).toEqual([
      {
        id: expect.any(String),
        applicationId: expect.any(String),
        applicationName: expect.any(String),
        personId: bob.id,
        clientId,
        created: expect.any(String),
        type: 'refresh',
      },
    ]);
  }
  expect((await bob.get(`authorizations?personId=${bob.id}`)).body.items).toHaveLength(1);
  expect((await alice.get(`authorizations?personId=${carol.id}`)).body.items).toEqual([]);
  expect(await carol.get(`authorizations?personId=${bob.id}`)).toMatchObject(refusal(403, 'administrator'));
  expect(await alice.get('authorizations')).toMatchObject(refusal(400, 'personId, personEmail'));
  expect(await alice.get('authorizations?personId=nobody')).toMatchObject(refusal(404, 'personId'));
});

test('deleting an authorization revokes its refresh token and every access token it led to', async () => {
  const { alice, bob, carol, tokens, refresh, whoIs } = await openAuthorized();
  const second = (await refresh()).body.access_token;
  const [authorization] = (await alice.get(`authorizations?personId=${bob.id}`)).body.items;
  expect(await carol.delete(`authorizations/${authorization?.id}`)).toMatchObject(
    refusal(404, 'authorizationId'),
  );
  expect(await whoIs(second)).toHaveProperty('status', 200);
  expect(await alice.delete(`authorizations/${authorization?.id}`)).toHaveProperty('status', 204);
  for (const token of [tokens.access_token, second]) expect(await whoIs(token)).toHaveProperty('status', 401);
  expect(await refresh()).toMatchObject(refusal(400, 'refresh token'));
  expect(await whoIs(bob.accessToken)).toHaveProperty('status', 200);
  expect(await alice.delete(`authorizations/${authorization?.id}`)).toHaveProperty('status', 404);
});

test('deleting authorizations by clientId revokes those of everybody', async () => {
  const { alice, bob, carol, clientId, authorize, tokens, whoIs } = await openAuthorized();
  const others = (await authorize(carol.id)).body;
  const path = `authorizations?clientId=${clientId}`;
  expect(await bob.delete(path)).toMatchObject(refusal(403, 'administrator'));
  expect(await alice.delete('authorizations')).toMatchObject(refusal(400, 'clientId'));
  expect(await alice.delete('authorizations?clientId=other')).toMatchObject(refusal(404, 'clientId'));
  expect(await alice.delete(`${path}&orgId=other`)).toMatchObject(refusal(403, 'orgId'));
  expect(await alice.delete(path)).toHaveProperty('status', 204);
  for (const token of [tokens.access_token, others.access_token]) {
    expect(await whoIs(token)).toHaveProperty('status', 401);
  }
});

test('tokenExpiry is when the access token of the request expires, in milliseconds', async () => {
  const { emulator, alice, tokens } = await openAuthorized();
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const { exp } = (await send(`${emulator.url}authorizations/tokenExpiry`, { headers })).body;
  expect(Math.abs(Number(exp) - Date.now() - 600_000)).toBeLessThan(60_000);
  // The tokens of the emulator's users don't expire.
  expect((await alice.get('authorizations/tokenExpiry')).body.exp).toBeGreaterThan(Date.now() + 1e12);
});
