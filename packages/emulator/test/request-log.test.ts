import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { make, openEmulator, refusal, send } from './open-emulator.js';

test('emulator.requests logs method, path, query, body, status and the owner of the token', async () => {
  const { emulator, alice, bob } = await openEmulator();
  const room = await make(alice, 'rooms', { title: 'Log' });
  await bob.get(`rooms/${room.id}?max=3&id=1&id=2&empty=`);
  expect(emulator.requests).toEqual([
    {
      number: 1,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      method: 'POST',
      path: '/v1/rooms',
      query: {},
      body: { title: 'Log' },
      status: 200,
      who: alice.email,
      duration: expect.any(Number),
    },
    {
      number: 2,
      time: expect.any(String),
      method: 'GET',
      path: `/v1/rooms/${room.id}`,
      query: { max: '3', id: ['1', '2'], empty: '' },
      body: undefined,
      status: 404,
      who: bob.email,
      duration: expect.any(Number),
    },
  ]);
});

test('emulator.requests logs requests that were rejected, unknown, malformed or hit by a fault', async () => {
  const { emulator, alice } = await openEmulator();
  emulator.fault({ path: 'people', status: 503 });
  await send(`${emulator.url}people/me`);
  await send(`${emulator.url}people/me`);
  await alice.get('nowhere');
  const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': 'application/json' };
  await send(`${emulator.url}rooms`, { method: 'POST', headers, body: '{"title":' });
  expect(emulator.requests).toMatchObject([
    { path: '/v1/people/me', status: 503, who: undefined },
    { path: '/v1/people/me', status: 401, who: undefined },
    { path: '/v1/nowhere', status: 404, who: alice.email },
    { path: '/v1/rooms', status: 400, body: '{"title":' },
  ]);
});

test('emulator.requests logs the body but no status for a request that a fault resets', async () => {
  const { emulator, alice } = await openEmulator();
  emulator.fault({ path: 'messages', kind: 'reset' });
  await expect(alice.post('messages', { toPersonEmail: 'bob@example.com', text: 'Lost' })).rejects.toThrow();
  expect(emulator.requests).toMatchObject([{ body: { text: 'Lost' }, status: undefined }]);
});

test('emulator.requests describes uploaded files and parses forms', async () => {
  const { emulator, alice, bob } = await openEmulator();
  const form = new FormData();
  form.append('toPersonId', bob.id);
  form.append('files', new File(['12345'], 'notes.txt', { type: 'text/plain' }));
  const headers = { authorization: `Bearer ${alice.accessToken}` };
  await send(`${emulator.url}messages`, { method: 'POST', headers, body: form });
  await send(`${emulator.url}access_token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'other', scope: 'spark:all' }),
  });
  expect(emulator.requests).toMatchObject([
    { body: { toPersonId: bob.id, files: { name: 'notes.txt', type: 'text/plain', size: 5 } } },
    { body: { grant_type: 'other', scope: 'spark:all' } },
  ]);
});

test('emulator.requests never contains tokens or secrets', async () => {
  const { emulator, alice, bob } = await openEmulator();
  const { integration } = emulator;
  const code = emulator.authorizationCode(bob.id);
  const tokens = await send(`${emulator.url}access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: integration.clientId,
      client_secret: integration.clientSecret,
      code,
      redirect_uri: integration.redirectUri,
      code_verifier: 'the-verifier',
    }),
  });
  expect(tokens.status).toBe(200);
  await alice.get(`rooms/${alice.accessToken}?access_token=unknown-token&x=${bob.accessToken}`);
  await alice.post('messages', { toPersonId: bob.id, text: `Use ${bob.accessToken}, please` });
  await alice.post('webhooks', { name: 'W', nested: [{ clientSecret: 'hidden-1' }], secret: 'hidden-2' });
  const log = JSON.stringify(emulator.requests);
  for (const secret of [
    alice.accessToken,
    bob.accessToken,
    integration.clientSecret,
    code,
    String(tokens.body.access_token),
    'the-verifier',
    'unknown-token',
    'hidden-1',
    'hidden-2',
  ]) {
    expect(log).not.toContain(secret);
  }
  expect(log).toContain('Use …, please');
});

test('emulator.requests keeps the last 1,000 requests and only the start of a large body', async () => {
  const { emulator, alice } = await openEmulator();
  await alice.post('rooms', { title: 'x'.repeat(200_000) });
  expect(String(emulator.requests[0]?.body)).toMatch(/^\{"title":"x+…$/);
  expect(String(emulator.requests[0]?.body).length).toBeLessThan(33_000);
  for (let index = 0; index < 1000; index += 1) await alice.get('people/me');
  expect(emulator.requests).toHaveLength(1000);
  expect(emulator.requests[0]?.number).toBe(2);
});

test('emulator.requests: clear() empties the log, subscribe() calls its listener until unsubscribed', async () => {
  const { emulator, alice } = await openEmulator();
  const heard: string[] = [];
  const stop = emulator.requests.subscribe(({ path }) => heard.push(path));
  await alice.get('rooms');
  emulator.requests.clear();
  expect(emulator.requests).toEqual([]);
  await alice.get('teams');
  stop();
  await alice.get('people/me');
  expect(heard).toEqual(['/v1/rooms', '/v1/teams']);
  expect(emulator.requests.map(({ number }) => number)).toEqual([2, 3]);
});

test('a JSON body over 1 MiB is a 413, with and without a Content-Length', async () => {
  const { emulator, alice } = await openEmulator();
  const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ title: 'x'.repeat(2 ** 20) });
  const init = { method: 'POST', headers, body };
  expect(await send(`${emulator.url}rooms`, init)).toMatchObject(refusal(413, 'at most 1048576 bytes'));
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST /_emulator/faults HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n`);
  socket.write(`${body.length.toString(16)}\r\n${body}\r\n`);
  const [answer] = await new Promise<string[]>((resolve) => {
    socket.once('data', (data) => resolve([String(data)]));
  });
  socket.destroy();
  expect(answer).toContain('413');
});
