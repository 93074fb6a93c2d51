import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type Emulator, startEmulator } from '@wxt/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  MalformedResponseError,
  NotFoundError,
  RateLimitError,
  splitMarkdown,
  UnauthorizedError,
  WebexTeamsAPI,
} from '../src/index.js';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ rooms: 250, messages: 120 });
});
afterEach(() => emulator.close());

const as = (user: { accessToken: string }, options = {}) =>
  new WebexTeamsAPI({ accessToken: user.accessToken, baseUrl: emulator.url, ...options });

test('rooms.list() reads 250 rooms across pages, newest first, and new rooms when iterated again', async () => {
  const api = as(emulator.users[0]);
  const list = api.rooms.list({ max: 100 });
  const rooms = await list.toArray();
  expect(new Set(rooms.map((room) => room.id)).size).toBe(250);
  const created = await api.rooms.create({ title: 'new' });
  const again = await list.toArray();
  expect(again).toHaveLength(251);
  expect(again.map((room) => room.id)).toContain(created.id);
  expect(await list.take(3)[Symbol.asyncIterator]().next()).toMatchObject({ done: false });
});

test('rooms.list() neither repeats nor loses rooms if others are created and deleted meanwhile', async () => {
  const api = as(emulator.users[0]);
  const seen: string[] = [];
  for await (const room of api.rooms.list({ max: 10, sortBy: 'created' })) {
    seen.push(room.id);
    if (seen.length === 5) await api.rooms.delete(room.id);
    if (seen.length === 7) await api.rooms.create({ title: 'meanwhile' });
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(250);
});

test('messages.list() with before or beforeMessage lists older messages only', async () => {
  const api = as(emulator.users[0]);
  const rooms = await api.rooms.list().toArray();
  const lists = await Promise.all(
    rooms.map((room) => api.messages.list({ roomId: room.id, max: 50 }).toArray()),
  );
  const messages = lists.find((list) => list.length > 0) ?? [];
  expect(messages).toHaveLength(120);
  const [, , third] = messages;
  const older = { roomId: third?.roomId ?? '', max: 50 };
  expect(await api.messages.list({ ...older, beforeMessage: third?.id }).toArray()).toEqual(
    messages.slice(3),
  );
  expect(await api.messages.list({ ...older, before: third?.created }).toArray()).toEqual(messages.slice(3));
});

describe('a conversation', () => {
  test('in a direct room can have replies, edits and deletions', async () => {
    const [alice, bob] = emulator.users;
    const sent = await as(alice).messages.create({ toPersonEmail: bob.email, text: 'Hello' });
    const reply = await as(bob).messages.create({
      roomId: sent.roomId,
      parentId: sent.id,
      markdown: '**Hi**',
    });
    expect(await as(alice).messages.listDirect({ personId: bob.id }).toArray()).toMatchObject([
      { id: reply.id, parentId: sent.id, text: 'Hi' },
      { id: sent.id, text: 'Hello' },
    ]);
    await as(alice).messages.update(sent.id, { roomId: sent.roomId, text: 'Hello Bob' });
    expect(await as(bob).messages.get(sent.id)).toMatchObject({
      text: 'Hello Bob',
      updated: expect.any(String),
    });
    await as(alice).messages.delete(sent.id);
    await expect(as(bob).messages.get(sent.id)).rejects.toThrow(NotFoundError);
  });

  test('a bot lists messages that mention it, and the error otherwise names mentionedPeople', async () => {
    const [alice, , , , robot] = emulator.users;
    const room = await as(alice).rooms.create({ title: 'with a bot' });
    await as(alice).memberships.create({ roomId: room.id, personId: robot.id });
    await as(alice).messages.create({ roomId: room.id, text: 'not for bots' });
    await as(alice).messages.create({ roomId: room.id, markdown: `<@personId:${robot.id}> hello` });
    const mentions = await as(robot).messages.list({ roomId: room.id, mentionedPeople: 'me' }).toArray();
    expect(mentions).toMatchObject([{ mentionedPeople: [robot.id] }]);
    const refused = as(robot).messages.list({ roomId: room.id }).first();
    await expect(refused).rejects.toThrow(ForbiddenError);
    await expect(refused).rejects.toThrow(/mentionedPeople: 'me'/);
  });
});

describe('people', () => {
  test('are created, replaced and deleted by an administrator', async () => {
    const { people } = as(emulator.users[0]);
    const eve = await people.create({ emails: ['eve@example.com'], firstName: 'Eve', title: 'Guest' });
    const changed = await people.update(eve.id, { ...eve, displayName: 'Eve E.' });
    expect(changed).toMatchObject({ displayName: 'Eve E.', title: 'Guest' });
    await people.delete(eve.id);
    for await (const page of people.list({ id: [eve.id] }).pages())
      expect(page).toMatchObject({ items: [], notFoundIds: [eve.id] });
    await expect(people.get(eve.id)).rejects.toThrow(NotFoundError);
  });
});

describe('error responses', () => {
  test('reject with the error class for their status', async () => {
    const [alice, bob] = emulator.users;
    const room = await as(alice).rooms.create({ title: 'mine' });
    const me = await as(alice).people.me();
    await expect(as({ accessToken: 'wrong' }).people.me()).rejects.toThrow(UnauthorizedError);
    await expect(as(bob).rooms.get(room.id)).rejects.toThrow(NotFoundError);
    await expect(as(bob).people.list().first()).rejects.toThrow(BadRequestError);
    await expect(as(alice).memberships.create({ roomId: room.id, personId: me.id })).rejects.toThrow(
      ConflictError,
    );
  });
});

describe('faults', () => {
  test('in the middle of a list are retried', async () => {
    const api = as(emulator.users[0]);
    emulator.fault({ path: 'rooms', kind: 'reset' });
    emulator.fault({ path: 'rooms', status: 503 });
    emulator.fault({ path: 'rooms', retryAfter: 0 });
    expect(await api.rooms.list().toArray()).toHaveLength(250);
  });

  test('do not post a message twice', async () => {
    const api = as(emulator.users[0]);
    const room = await api.rooms.create({ title: 'once' });
    emulator.fault({ method: 'POST', path: 'messages', kind: 'reset', when: 'after' });
    await expect(api.messages.create({ roomId: room.id, text: 'once' })).rejects.toThrow(/POST .*messages/);
    expect(await api.messages.list({ roomId: room.id }).toArray()).toMatchObject([{ text: 'once' }]);
  });

  test('that last reject with the matching error class', async () => {
    const api = as(emulator.users[0], { waitOnRateLimit: false });
    emulator.fault({ path: 'people/me', retryAfter: 'rand(30)' });
    await expect(api.people.me()).rejects.toMatchObject({ name: RateLimitError.name, retryAfter: 15 });
    emulator.fault({ path: 'rooms', kind: 'malformed-json' });
    await expect(api.rooms.list().toArray()).rejects.toThrow(MalformedResponseError);
  });
});

describe('files', () => {
  test('a streamed upload can be downloaded unchanged after its scan', async () => {
    const api = as(emulator.users[0]);
    const room = await api.rooms.create({ title: 'Files' });
    const bytes = randomBytes(1_000_000);
    emulator.scan({ delay: 200 });
    const file = new File([bytes], 'Überblick.pdf', { type: 'application/pdf' });
    const { id, files = [] } = await api.messages.create({ roomId: room.id, files: [file] });
    const [url = ''] = files;
    const described = { fileName: 'Überblick.pdf', contentType: 'application/pdf', size: 1_000_000 };
    expect(await api.messages.getFileInfo(url)).toEqual(described);
    const download = await api.messages.download(url);
    expect(download).toMatchObject(described);
    expect((await buffer(download.body)).equals(bytes)).toBe(true);
    await api.messages.delete(id);
    await expect(api.messages.download(url)).rejects.toThrow(/410 .*is no more/);
  });

  test('an unscannable file is only downloaded with allow: unscannable', async () => {
    const api = as(emulator.users[0]);
    const room = await api.rooms.create({ title: 'Files' });
    emulator.scan({ result: 'unscannable' });
    const { files = [] } = await api.messages.create({ roomId: room.id, files: [new File(['a'], 'a.zip')] });
    const [url = ''] = files;
    await expect(api.messages.download(url)).rejects.toThrow(/428 .*allowUnscannable: true/);
    const download = await api.messages.download(url, { allowUnscannable: true });
    expect((await buffer(download.body)).toString()).toBe('a');
  });

  test('a long text is sent as several messages', async () => {
    const api = as(emulator.users[0]);
    const { id: roomId } = await api.rooms.create({ title: 'Long' });
    const report = '# Report\n\n'.padEnd(20_000, 'Nothing happened. ');
    await expect(api.messages.create({ roomId, markdown: report })).rejects.toThrow(/splitMarkdown/);
    const parts = splitMarkdown(report);
    for (const markdown of parts) await api.messages.create({ roomId, markdown });
    expect(parts).toHaveLength(3);
    const sent = await api.messages.list({ roomId }).toArray();
    expect(sent.map(({ markdown }) => markdown).reverse()).toEqual(parts);
  });
});
