import { connect } from 'node:net';
import { startEmulator } from '@wxt/emulator';
import { expect, onTestFinished, test } from 'vitest';
import { openEmulator, pages, send } from './open-emulator.js';

test('startEmulator() listens on loopback; the first user is an administrator, the last a bot', async () => {
  const { emulator, alice } = await openEmulator();
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/$/);
  expect(emulator.users.map(({ type, isAdmin }) => `${type} ${isAdmin}`)).toEqual([
    'person true',
    'person false',
    'person false',
    'person false',
    'bot false',
  ]);
  for (const { id, email, displayName, type } of emulator.users) {
    expect((await alice.get(`people/${id}`)).body).toMatchObject({ id, emails: [email], displayName, type });
  }
  expect((await alice.get('rooms')).body).toEqual({ items: [] });
});

test('startEmulator() can run several emulators that share nothing', async () => {
  const one = await openEmulator();
  const other = await openEmulator();
  await one.alice.post('rooms', { title: 'Only here' });
  expect((await other.alice.get('rooms')).body.items).toEqual([]);
  const headers = { authorization: `Bearer ${one.alice.accessToken}` };
  expect((await send(`${other.emulator.url}people/me`, { headers })).status).toBe(401);
});

test('startEmulator() changes no globals of the process', async () => {
  const before = [globalThis.Request, globalThis.Response, globalThis.fetch];
  await openEmulator();
  expect([globalThis.Request, globalThis.Response, globalThis.fetch]).toEqual(before);
});

test('startEmulator() seeds rooms and messages with times in the past', async () => {
  const { alice } = await openEmulator({ rooms: 3, messages: 120 });
  const { items } = (await alice.get('rooms?sortBy=created')).body;
  expect(items.map(({ title }) => title)).toEqual(['Room 3', 'Room 2', 'Room 1']);
  const messages = (await pages(alice, `messages?roomId=${items[2]?.id}`)).flat();
  expect(messages.map(({ text }) => text)).toEqual(
    Array.from({ length: 120 }, (_, index) => `Message ${120 - index}`),
  );
  for (const { created } of messages) expect(Date.parse(String(created))).toBeLessThanOrEqual(Date.now());
});

test('startEmulator({ messages }) creates a room for the messages', async () => {
  const { alice } = await openEmulator({ messages: 1 });
  expect((await alice.get('rooms')).body.items).toHaveLength(1);
});

test('close() works with open connections, and can be called twice', async () => {
  const emulator = await startEmulator();
  const { port } = new URL(emulator.url);
  const idle = connect(Number(port), '127.0.0.1');
  const closed = new Promise((resolve) => idle.once('close', resolve));
  await new Promise((resolve) => idle.once('connect', resolve));
  await (await fetch(`${emulator.url}people/me`)).text();
  await emulator.close();
  await closed;
  await emulator.close();
  await expect(fetch(`${emulator.url}people/me`)).rejects.toThrow();
});

test('startEmulator() rejects if the port is taken or a count is invalid', async () => {
  const { emulator } = await openEmulator();
  const port = Number(new URL(emulator.url).port);
  await expect(startEmulator({ port })).rejects.toThrow('EADDRINUSE');
  await expect(startEmulator({ rooms: -1 })).rejects.toThrow(RangeError);
  await expect(startEmulator({ messages: 1.5 })).rejects.toThrow('messages must be a whole number');
});

test('startEmulator() on all addresses returns a URL that can be reached', async () => {
  const emulator = await startEmulator({ host: '0.0.0.0' });
  onTestFinished(() => emulator.close());
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect((await send(`${emulator.url}people/me`)).status).toBe(401);
});
