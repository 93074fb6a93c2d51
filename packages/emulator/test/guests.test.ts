import { createHmac } from 'node:crypto';
import type { Emulator } from '@wxt/emulator';
import { describe, expect, test } from 'vitest';
import { type Answer, make, openEmulator, refusal, send } from './open-emulator.js';

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

interface Token {
  readonly claims?: object;
  readonly header?: object;
  readonly secret?: string;
  readonly digest?: string;
}

/** A guest issuer's JWT, made by hand. */
function sign({ guestIssuer: { issuerId, secret } }: Emulator, token: Token = {}): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { sub: 'guest-1', name: 'Gina', iss: issuerId, exp: String(inAnHour()), ...token.claims };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...token.header })}.${encode(claims)}`;
  const key = Buffer.from(token.secret ?? secret, 'base64');
  const signature = createHmac(token.digest ?? 'sha256', key).update(signed);
  return `${signed}.${signature.digest('base64url')}`;
}

function login({ url }: Emulator, jwt: string): Promise<Answer> {
  return send(`${url}jwt/login`, { method: 'POST', headers: { authorization: `Bearer ${jwt}` } });
}

function as({ url }: Emulator, token: unknown, path = 'people/me'): Promise<Answer> {
  return send(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

describe('a service app', () => {
  test('creates guests as people, and returns the same guest for the same subject', async () => {
    const { emulator, alice, bob, robot } = await openEmulator();
    const guest = await make(robot, 'guests/token', { subject: 'guest-1', displayName: 'Gina' });
    expect(guest).toEqual({
      id: expect.any(String),
      subject: 'guest-1',
      displayName: 'Gina',
      email: expect.stringContaining('@'),
      accessToken: expect.any(String),
      expiresIn: expect.any(Number),
    });
    const me = await as(emulator, guest.accessToken);
    expect(me.body).toMatchObject({
      id: guest.id,
      type: 'appuser',
      displayName: 'Gina',
      emails: [guest.email],
    });
    const again = await make(robot, 'guests/token', { subject: 'guest-1', displayName: 'Zoe' });
    expect(again).toMatchObject({ id: guest.id, email: guest.email, displayName: 'Zoe' });
    expect(again.accessToken).not.toBe(guest.accessToken);
    expect((await as(emulator, guest.accessToken)).body).toMatchObject({ displayName: 'Zoe' });
    // Renamed in the directory too, which is in the order of names.
    const { items } = (await alice.get('people')).body;
    const names = items.map(({ displayName }) => String(displayName));
    expect(names).toEqual([...names].sort());
    expect((await bob.get('people?displayName=gina')).body.items).toEqual([]);
    expect((await bob.get('people?displayName=zoe')).body.items).toMatchObject([{ id: guest.id }]);
    await make(bob, 'messages', { toPersonId: guest.id, text: 'Hello' });
    expect((await as(emulator, guest.accessToken, 'rooms')).body.items).toHaveLength(1);
  });

  test('returns the number of guests as plain text', async () => {
    const { emulator, robot } = await openEmulator();
    const count = async () => {
      const response = await fetch(`${emulator.url}guests/count`, {
        headers: { authorization: `Bearer ${robot.accessToken}` },
      });
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      return response.text();
    };
    expect(await count()).toBe('0');
    await make(robot, 'guests/token', { subject: 'one', displayName: 'One' });
    await make(robot, 'guests/token', { subject: 'one', displayName: 'One' });
    await make(robot, 'guests/token', { subject: 'two', displayName: 'Two' });
    expect(await count()).toBe('2');
  });

  test("invalidates a deleted guest's token, and gives a new guest an unused email address", async () => {
    const { emulator, alice, robot } = await openEmulator();
    const [first, second] = await Promise.all(
      ['one', 'two'].map((subject) => make(robot, 'guests/token', { subject, displayName: subject })),
    );
    expect(await alice.delete(`people/${first?.id}`)).toMatchObject({ status: 204 });
    expect(await as(emulator, first?.accessToken)).toMatchObject({ status: 401 });
    const again = await make(robot, 'guests/token', { subject: 'one', displayName: 'one' });
    expect(again.id).not.toBe(first?.id);
    expect(again.email).not.toBe(second?.email);
  });

  test.each([
    [{ displayName: 'Gina' }, 'subject'],
    [{ subject: 'guest-1' }, 'displayName'],
    [{ subject: ' ', displayName: 'Gina' }, 'subject'],
    [{ subject: 1, displayName: 'Gina' }, 'subject must be a string'],
  ])("can't create %j", async (guest, text) => {
    const { robot } = await openEmulator();
    expect(await robot.post('guests/token', guest)).toMatchObject(refusal(400, text));
  });

  test('can be replaced by a bot or an administrator, but nobody else', async () => {
    const { emulator, alice, bob } = await openEmulator();
    const guest = { subject: 'guest-1', displayName: 'Gina' };
    expect(await bob.post('guests/token', guest)).toMatchObject(refusal(403, 'service app'));
    expect(await bob.get('guests/count')).toMatchObject(refusal(403, 'service app'));
    expect(await alice.post('guests/token', guest)).toMatchObject({ status: 200 });
    for (const path of ['guests/token', 'guests/count']) {
      const method = path === 'guests/token' ? 'POST' : 'GET';
      expect(await send(`${emulator.url}${path}`, { method })).toMatchObject(refusal(401, 'access token'));
    }
  });
});

describe('a guest issuer', () => {
  test('lets guests sign in with a JWT', async () => {
    const { emulator } = await openEmulator();
    const first = await login(emulator, sign(emulator));
    expect(first).toMatchObject({ status: 200 });
    expect(first.body).toEqual({ token: expect.any(String), expiresIn: expect.any(Number) });
    const { body: gina } = await as(emulator, first.body.token);
    expect(gina).toMatchObject({ displayName: 'Gina', type: 'appuser' });
    const again = await login(emulator, sign(emulator, { claims: { name: 'Georgina', exp: inAnHour() } }));
    expect((await as(emulator, again.body.token)).body).toMatchObject({
      id: gina.id,
      displayName: 'Georgina',
    });
    const other = await login(emulator, sign(emulator, { claims: { sub: 'guest-2', name: undefined } }));
    expect((await as(emulator, other.body.token)).body).toMatchObject({ displayName: 'guest-2' });
    expect((await as(emulator, other.body.token)).body.id).not.toBe(gina.id);
  });

  test.each<[string, Token]>([
    ['signature', { secret: Buffer.from('another').toString('base64') }],
    ['signature', { digest: 'sha512', header: { alg: 'HS512' } }],
    ['algorithm', { header: { alg: 'none' } }],
    ['issuer', { claims: { iss: 'another' } }],
    ['expiration', { claims: { exp: '1700000000' } }],
    ['expiration', { claims: { exp: undefined } }],
    ['subject', { claims: { sub: '' } }],
    ['subject', { claims: { sub: 1 } }],
  ])('is rejected if the %s is wrong: %j', async (what, token) => {
    const { emulator } = await openEmulator();
    expect(await login(emulator, sign(emulator, token))).toMatchObject(refusal(401, what));
  });

  test('requires a JWT, which is not accepted as an access token', async () => {
    const { emulator, alice } = await openEmulator();
    for (const jwt of ['', 'nonsense', 'a.b', 'a.b.c', alice.accessToken]) {
      expect(await login(emulator, jwt)).toMatchObject(refusal(401, 'signature'));
    }
    const without = await send(`${emulator.url}jwt/login`, { method: 'POST' });
    expect(without).toMatchObject(refusal(401, 'signature'));
    expect(await as(emulator, sign(emulator))).toMatchObject(refusal(401, 'access token'));
  });
});
