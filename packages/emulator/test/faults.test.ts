import { get as request } from 'node:http';
import { expect, test } from 'vitest';
import { make, openEmulator, refusal, send } from './open-emulator.js';

/** Sets, lists and clears faults over HTTP, without a token. */
function faultsOf(url: string) {
  const faults = new URL('/_emulator/faults', url);
  return {
    add: (fault: unknown) => send(faults, { method: 'POST', body: JSON.stringify(fault) }),
    list: () => send(faults),
    clear: () => send(faults, { method: 'DELETE' }),
  };
}

test('a fault applies `times` times, then requests work again', async () => {
  const { alice, emulator } = await openEmulator();
  const { add, list } = faultsOf(emulator.url);
  const fault = { method: 'get', path: '/v1/rooms', times: 2, retryAfter: 3 };
  expect(await add(fault)).toMatchObject({ status: 201, body: { method: 'GET', status: 429 } });
  const limited = await alice.get('rooms');
  expect(limited).toMatchObject(refusal(429, '429'));
  expect(limited.headers.get('retry-after')).toBe('3');
  expect(limited.headers.get('trackingid')).toBe(limited.body.trackingId);
  expect((await list()).body.items).toMatchObject([{ path: '/v1/rooms', times: 1 }]);
  expect((await alice.post('rooms', { title: 'Room' })).status).toBe(200);
  expect((await alice.get('people/me')).status).toBe(200);
  expect((await alice.get('rooms')).status).toBe(429);
  expect((await alice.get('rooms')).status).toBe(200);
  expect((await list()).body.items).toEqual([]);
});

test("a fault's path matches whole segments; without a path it matches any request", async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ path: 'messages', status: 503, times: 2 });
  expect((await alice.get('messagesX')).status).toBe(404);
  expect((await alice.get('messages/direct?personId=x')).status).toBe(503);
  expect((await alice.post('messages', {})).status).toBe(503);
  emulator.fault({ status: 500 });
  expect((await alice.get('anything')).status).toBe(500);
  emulator.fault({ path: '/messages/direct/', status: 500 });
  expect((await alice.get('messages/direct')).status).toBe(500);
});

test('the first matching fault applies', async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ path: 'people', status: 502 });
  emulator.fault({ status: 503 });
  emulator.fault({ status: 504 });
  const statuses = [];
  for (const path of ['rooms', 'people/me', 'people/me', 'people/me']) {
    statuses.push((await alice.get(path)).status);
  }
  expect(statuses).toEqual([503, 502, 504, 200]);
});

test('clearFaults() and DELETE /_emulator/faults remove all faults', async () => {
  const { alice, emulator } = await openEmulator();
  const { clear } = faultsOf(emulator.url);
  emulator.fault({ status: 500 });
  expect((await clear()).status).toBe(204);
  expect((await alice.get('rooms')).status).toBe(200);
  emulator.fault({ status: 500 });
  emulator.clearFaults();
  expect((await alice.get('rooms')).status).toBe(200);
});

test('a fault sends its body, headers and Retry-After unchanged', async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({
    status: 503,
    body: '<h1>Down</h1>',
    headers: { 'Content-Type': 'text/html' },
    retryAfter: 'soon',
  });
  const call = () =>
    fetch(`${emulator.url}people/me`, { headers: { authorization: `Bearer ${alice.accessToken}` } });
  const html = await call();
  expect([html.status, html.headers.get('content-type'), html.headers.get('retry-after')]).toEqual([
    503,
    'text/html',
    'soon',
  ]);
  expect(await html.text()).toBe('<h1>Down</h1>');
  emulator.fault({ status: 400, body: { message: 'No' } });
  const json = await call();
  expect([await json.json(), json.headers.get('retry-after')]).toEqual([{ message: 'No' }, null]);
  emulator.fault({ status: 204 });
  expect(await (await call()).text()).toBe('');
});

test('a malformed-json fault sends truncated JSON', async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ kind: 'malformed-json' });
  const headers = { authorization: `Bearer ${alice.accessToken}` };
  const response = await fetch(`${emulator.url}rooms`, { headers });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/json;charset=UTF-8',
  ]);
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('resets the connection %s the request takes effect', async (when, rooms) => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ method: 'POST', kind: 'reset', when });
  await expect(alice.post('rooms', { title: 'Room' })).rejects.toMatchObject({
    cause: { code: 'ECONNRESET' },
  });
  expect((await alice.get('rooms')).body.items).toHaveLength(rooms);
});

test('a reset fault sends a TCP reset instead of closing the connection normally', async () => {
  const { emulator } = await openEmulator();
  emulator.fault({ kind: 'reset' });
  const error = await new Promise<unknown>((resolve) =>
    request(emulator.url, resolve).once('error', resolve),
  );
  expect(error).toMatchObject({ code: 'ECONNRESET', syscall: 'read' });
});

test('a delay fault holds a request until the emulator closes', async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ kind: 'delay', delay: 3_600_000 });
  const waiting = alice.get('rooms').catch((error) => error);
  expect((await alice.get('people/me').catch(() => undefined))?.status).toBe(200);
  await emulator.close();
  expect(await waiting).toBeInstanceOf(Error);
});

test('a delay fault lets the request through; delay works with other kinds as well', async () => {
  const { alice, emulator } = await openEmulator();
  emulator.fault({ kind: 'delay', delay: 1 });
  expect((await alice.get('rooms')).status).toBe(200);
  emulator.fault({ status: 500, delay: 1 });
  expect((await alice.get('rooms')).status).toBe(500);
});

test.each([
  [{}, 'status or retryAfter'],
  [{ kind: 'explode' }, 'kind must be one of'],
  [{ status: 99 }, 'status must be a whole number'],
  [{ status: '500' }, 'status must be a whole number'],
  [{ status: 500, times: 0 }, 'times'],
  [{ kind: 'delay' }, 'delay is required'],
  [{ kind: 'delay', delay: -1 }, 'delay'],
  [{ status: 500, when: 'after' }, 'when'],
  [{ kind: 'reset', when: 'now' }, 'when must be one of'],
  [{ status: 500, retryAfter: 'a\nb' }, 'retryAfter'],
  [{ status: 500, headers: { 'a b': 'c' } }, 'headers'],
  [{ status: 500, headers: { a: 1 } }, 'headers'],
  [{ status: 500, headers: [] }, 'headers'],
  [{ status: 500, path: 5 }, 'path must be a string'],
  [{ status: 500, tmes: 2 }, 'no tmes'],
  [[], 'JSON object'],
])('POST /_emulator/faults rejects %j', async (fault, text) => {
  const { emulator } = await openEmulator();
  const { add, list } = faultsOf(emulator.url);
  expect(await add(fault)).toMatchObject(refusal(400, text));
  expect((await list()).body.items).toEqual([]);
});

test('fault() rejects an invalid fault with the same message', async () => {
  const { emulator } = await openEmulator();
  expect(() => emulator.fault({})).toThrow('status or retryAfter is required');
});

test('an item-errors fault replaces titles, texts and names of items by errors with the reason', async () => {
  const { emulator, alice, bob } = await openEmulator();
  const room = await make(alice, 'rooms', { title: 'Room' });
  const message = await make(alice, 'messages', { roomId: room.id, markdown: '*Hi*' });
  emulator.fault({ kind: 'item-errors', path: 'rooms' });
  const error = { code: 'kms_failure', reason: expect.any(String) };
  const listed = await alice.get('rooms');
  expect(listed).toMatchObject({ status: 200, body: { items: [{ id: room.id, errors: { title: error } }] } });
  expect(listed.body.items[0]).not.toHaveProperty('title');
  emulator.fault({ kind: 'item-errors', path: 'messages' });
  const got = (await alice.get(`messages/${message.id}`)).body;
  expect(got.errors).toEqual({ text: error, markdown: error, html: error });
  emulator.fault({ kind: 'item-errors' });
  const posted = await alice.post('messages', { toPersonId: bob.id, text: 'Done' });
  expect(posted).toMatchObject({ status: 200, body: { errors: { text: error } } });
  expect((await alice.get(`messages/${posted.body.id}`)).body.text).toBe('Done');
});
