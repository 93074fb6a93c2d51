import { expect, test } from 'vitest';
import { openEmulator, refusal, send } from './open-emulator.js';

test.each([
  ['no header', undefined],
  ['an unknown token', 'Bearer nonsense'],
  ['another scheme', 'Basic abc'],
  ['an empty token', 'Bearer '],
])('answers 401 to %s', async (_, authorization) => {
  const { emulator } = await openEmulator();
  const answer = await send(`${emulator.url}people/me`, { headers: authorization ? { authorization } : {} });
  expect(answer).toMatchObject(refusal(401, 'access token'));
  expect(answer.headers.get('trackingid')).toBe(answer.body.trackingId);
});

test('gives every answer a tracking id of its own', async () => {
  const { alice } = await openEmulator();
  const answers = [await alice.get('people/me'), await alice.get('people/me'), await alice.get('nowhere')];
  const ids = answers.map(({ headers }) => headers.get('trackingid'));
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^ROUTER_[0-9A-F-]{36}$/);
  const created = await alice.post('rooms', { title: 'Room' });
  const deleted = await alice.delete(`rooms/${created.body.id}`);
  expect(deleted.status).toBe(204);
  expect(deleted.headers.get('trackingid')).toMatch(/^ROUTER_/);
});

test('answers 404 to unknown paths, within the API and without', async () => {
  const { alice, emulator } = await openEmulator();
  for (const path of ['nowhere', 'rooms/a/b/c', '/elsewhere', '/']) {
    expect(await alice.get(path)).toMatchObject(refusal(404, 'could not be found'));
  }
  expect(await send(`${emulator.url}nowhere`)).toMatchObject(refusal(404, 'could not be found'));
});

test('answers 405 to methods that a path does not have, and says which it has', async () => {
  const { alice } = await openEmulator();
  const answer = await alice.delete('rooms');
  expect(answer).toMatchObject(refusal(405, 'GET, POST'));
  expect(answer.headers.get('allow')).toBe('GET, POST');
  expect(await alice.post('people/me', {})).toMatchObject(refusal(405, 'GET'));
  expect(await alice.put('messages/direct', {})).toMatchObject({ status: 405 });
});

test.each([
  ['{"title":', 400, 'not valid JSON'],
  ['', 400, 'not valid JSON'],
  ['[]', 400, 'must be a JSON object'],
  ['"title"', 400, 'must be a JSON object'],
  ['null', 400, 'must be a JSON object'],
])('answers the body %j with %d', async (body, status, text) => {
  const { emulator, alice } = await openEmulator();
  const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': 'application/json' };
  const answer = await send(`${emulator.url}rooms`, { method: 'POST', headers, body });
  expect(answer).toMatchObject(refusal(status, text));
});

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/jsonp'])(
  'answers 415 to the content type %s',
  async (type) => {
    const { emulator, alice } = await openEmulator();
    const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': type };
    const answer = await send(`${emulator.url}rooms`, { method: 'POST', headers, body: '{"title":"Room"}' });
    expect(answer).toMatchObject(refusal(415, type));
  },
);

test('takes JSON with a charset, ignores unknown attributes and takes null for left out', async () => {
  const { emulator, alice } = await openEmulator();
  const headers = {
    authorization: `bearer ${alice.accessToken}`,
    'content-type': 'Application/JSON; charset=utf-8',
  };
  const body = JSON.stringify({ title: 'Room', description: null, unheardOf: { a: 1 } });
  const answer = await send(`${emulator.url}rooms`, { method: 'POST', headers, body });
  expect(answer).toMatchObject({ status: 200, body: { title: 'Room' } });
  expect(answer.body).not.toHaveProperty('unheardOf');
  expect(answer.body).not.toHaveProperty('description');
});

test('writes ids as the service does, and times that never repeat', async () => {
  const { alice } = await openEmulator();
  const rooms = [];
  for (let index = 0; index < 20; index += 1) rooms.push((await alice.post('rooms', { title: 'Room' })).body);
  for (const { id, creatorId, ownerId } of rooms) {
    expect(Buffer.from(id, 'base64url').toString()).toMatch(/^ciscospark:\/\/us\/ROOM\/[0-9a-f-]{36}$/);
    expect(creatorId).toBe(alice.id);
    expect(Buffer.from(String(ownerId), 'base64url').toString()).toMatch(
      /^ciscospark:\/\/us\/ORGANIZATION\//,
    );
  }
  const times = rooms.map(({ created }) => String(created));
  for (const time of times) expect(new Date(time).toISOString()).toBe(time);
  expect([...new Set(times)].sort()).toEqual(times);
});
