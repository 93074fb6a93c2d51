import { expect, test } from 'vitest';
import { openEmulator, refusal, send } from './open-emulator.js';

test.each([
  ['no header', undefined],
  ['an unknown token', 'Bearer nonsense'],
  ['another scheme', 'Basic abc'],
  ['an empty token', 'Bearer '],
])('authorization: %s gets a 401', async (_, authorization) => {
  const { emulator } = await openEmulator();
  const answer = await send(`${emulator.url}people/me`, { headers: authorization ? { authorization } : {} });
  expect(answer).toMatchObject(refusal(401, 'access token'));
  expect(answer.headers.get('trackingid')).toBe(answer.body.trackingId);
});

test('every response has a unique tracking id', async () => {
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

test('an unknown path is a 404, inside and outside of the API', async () => {
  const { alice, emulator } = await openEmulator();
  for (const path of ['nowhere', 'rooms/a/b/c', '/elsewhere', '/_emulator/elsewhere']) {
    expect(await alice.get(path)).toMatchObject(refusal(404, 'could not be found'));
  }
  expect(await send(`${emulator.url}nowhere`)).toMatchObject(refusal(404, 'could not be found'));
});

test('a method that a path does not have is a 405 with an Allow header', async () => {
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
])('POST with the body %j gets a %d', async (body, status, text) => {
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

test('JSON bodies may have a charset, unknown attributes and null for omitted ones', async () => {
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

test("ids have the service's format, and timestamps are unique", async () => {
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

test('a form-encoded body is accepted wherever JSON is', async () => {
  const { emulator, alice } = await openEmulator();
  const form = (method: string, path: string, fields: [string, string][]) => {
    const headers = { authorization: `Bearer ${alice.accessToken}` };
    return send(`${emulator.url}${path}`, { method, headers, body: new URLSearchParams(fields) });
  };
  const room = await form('POST', 'rooms', [
    ['title', 'true'],
    ['isLocked', 'True'],
    ['description', ''],
  ]);
  expect(room).toMatchObject({ status: 200, body: { title: 'true', isLocked: true } });
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } };
  const message = await form('POST', 'messages', [
    ['roomId', room.body.id],
    ['text', 'a&b=c ü'],
    ['attachments', JSON.stringify([card])],
    ['files', 'https://example.com/a.png'],
  ]);
  expect(message).toMatchObject({
    status: 200,
    body: { text: 'a&b=c ü', attachments: [card], files: [expect.any(String)] },
  });
  const action = await form('POST', 'attachment/actions', [
    ['type', 'submit'],
    ['messageId', message.body.id],
    ['inputs', '{"name":"x"}'],
  ]);
  expect(action).toMatchObject({ status: 200, body: { inputs: { name: 'x' } } });
  const person = await form('POST', 'people', [
    ['emails', 'eve@example.com'],
    ['displayName', 'Eve'],
    ['loginEnabled', 'FALSE'],
  ]);
  expect(person).toMatchObject({ status: 200, body: { emails: ['eve@example.com'], loginEnabled: false } });
  expect(
    await form('POST', 'rooms', [
      ['isLocked', 'maybe'],
      ['title', 'x'],
    ]),
  ).toMatchObject(refusal(400, 'isLocked'));
  expect(
    await form('POST', 'attachment/actions', [
      ['type', 'submit'],
      ['messageId', message.body.id],
      ['inputs', 'x'],
    ]),
  ).toMatchObject(refusal(400, 'not valid JSON'));
});

test.each([
  ['people?displayName=a&excludeStatus=True', 200],
  ['people?displayName=a&callingData=FALSE', 200],
  ['rooms?orgPublicSpaces=False', 200],
  ['rooms?orgPublicSpaces=TRUE', 200],
  ['rooms?orgPublicSpaces=yes', 400],
])('GET %s is a %d: booleans in a query are case-insensitive', async (path, status) => {
  const { alice } = await openEmulator();
  expect(await alice.get(path)).toHaveProperty('status', status);
});

test('a path with slashes at its end is the same path', async () => {
  const { emulator, alice } = await openEmulator();
  const room = await alice.post('rooms/', { title: 'Room' });
  expect(room.status).toBe(200);
  for (const path of [
    'rooms/',
    `rooms/${room.body.id}/`,
    'people/me//',
    `messages/?roomId=${room.body.id}`,
  ]) {
    expect(await alice.get(path), path).toHaveProperty('status', 200);
  }
  emulator.fault({ path: 'rooms', status: 503 });
  expect(await alice.get('rooms/')).toHaveProperty('status', 503);
  expect(await send(new URL('/_emulator/faults/', emulator.url))).toMatchObject({ status: 200 });
});

test.each([
  'rooms/a%00b',
  'rooms/%0d%0aset-cookie:x',
  'contents/%1f',
  'messages/%7F',
  'people?displayName=a%00',
  'rooms?a%0ab=c',
  'memberships?roomId=%C2%85',
])('GET %s with a control character is a 400', async (path) => {
  const { alice } = await openEmulator();
  expect(await alice.get(path)).toMatchObject(refusal(400, 'control characters'));
});

test('JSON nested deeper than 100 levels is a 400, brackets in strings do not count', async () => {
  const { emulator, alice } = await openEmulator();
  const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': 'application/json' };
  const post = (body: string) => send(`${emulator.url}rooms`, { method: 'POST', headers, body });
  const deep = `{"title":"Room","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(await post(deep)).toMatchObject(refusal(400, 'deeper than 100 levels'));
  expect(await post(JSON.stringify({ title: `\\"${'['.repeat(500)}` }))).toHaveProperty('status', 200);
});
