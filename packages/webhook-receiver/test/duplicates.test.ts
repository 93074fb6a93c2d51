import { Keyv } from 'keyv';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ClaimStore, createWebhookReceiver, type KeyvStore } from '../src/index.js';
import { delivery, messageCreated, secret } from './signed.js';

afterEach(() => {
  vi.useRealTimers();
});

/** A receiver, and a way to deliver to it that resolves once everything is handled. */
function open(store?: ClaimStore | KeyvStore, duplicateWindow?: number) {
  const handled: unknown[] = [];
  const errors: unknown[] = [];
  const receiver = createWebhookReceiver({
    secret,
    store,
    duplicateWindow,
    onError: (error) => errors.push(error),
    on: { all: ({ name, data }) => handled.push(`${name} ${data.id}`) },
  });
  const deliver = async (...contents: object[]) => {
    const sent = contents.map((content) => receiver.fetch(new Request('http://bot/', delivery(content))));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    await receiver.idle();
    return statuses;
  };
  return { handled, errors, deliver };
}

const happened = (resource: string, event: string, data: object) => ({
  ...messageCreated(''),
  resource,
  event,
  data,
});

/** A time so many minutes after noon. */
const at = (minutes: number) => new Date(Date.UTC(2026, 4, 1, 12, minutes)).toISOString();

test('an event that comes again is dropped, at the same time and later', async () => {
  const { deliver, handled } = open();
  const content = messageCreated('M1');
  expect(await deliver(content, content, messageCreated('M2'))).toEqual([200, 200, 200]);
  expect(await deliver(content)).toEqual([200]);
  expect(handled).toEqual(['messages.created M1', 'messages.created M2']);
});

test('an event that comes again after duplicateWindow is handled', async () => {
  const { deliver, handled } = open(undefined, Number.MIN_VALUE);
  await deliver(messageCreated('M1'));
  await deliver(messageCreated('M1'));
  expect(handled).toHaveLength(2);
});

test('an event that comes again in another order of attributes is dropped', async () => {
  const { deliver, handled } = open();
  const data = { id: 'S1', isModerator: true, at: [1, { a: 1, b: 2 }] };
  const { id, ...rest } = happened('memberships', 'updated', data);
  await deliver({ id, ...rest });
  const other = { at: [1, { b: 2, a: 1 }], isModerator: true, id: 'S1' };
  await deliver({ ...rest, status: 'inactive', data: other, id });
  expect(handled).toHaveLength(1);
});

describe('all events are handled, each once however often it is delivered, of', () => {
  const membership = { id: 'PERSON:ROOM', roomId: 'ROOM', personId: 'PERSON' };
  const message = messageCreated('M1').data;
  const returning: [string, object[]][] = [
    [
      'a person who is added and removed three times',
      [1, 2, 3].flatMap((time) =>
        ['created', 'deleted'].map((event) =>
          happened('memberships', event, { ...membership, created: at(time) }),
        ),
      ),
    ],
    [
      'a moderator who is none in between',
      [true, false, true, false].map((isModerator) =>
        happened('memberships', 'updated', { ...membership, isModerator, created: at(0) }),
      ),
    ],
    [
      'a room that is made public again',
      [1, undefined, 2].map((time) =>
        happened('rooms', 'updated', {
          id: 'R1',
          isPublic: time !== undefined,
          madePublic: time && at(time),
        }),
      ),
    ],
    [
      'a room that is locked, unlocked and locked',
      [true, false, true].map((isLocked) =>
        happened('rooms', 'updated', { id: 'R1', isLocked, created: at(0) }),
      ),
    ],
    [
      'a message that is edited and edited back',
      [1, 2, 3].map((time) => happened('messages', 'updated', { ...message, updated: at(time) })),
    ],
    [
      'a card that a person submits twice',
      ['A1', 'A2'].map((id) =>
        happened('attachmentActions', 'created', { id, messageId: 'M1', type: 'submit', created: at(0) }),
      ),
    ],
    [
      'a meeting that starts and ends twice',
      ['started', 'ended', 'started', 'ended'].map((event) =>
        happened('meetings', event, { id: 'MEETING', start: at(0), end: at(30) }),
      ),
    ],
    [
      'a participant who leaves and joins again',
      [1, 5].flatMap((time) => [
        happened('meetingParticipants', 'joined', { id: 'P1', joinedTime: at(time) }),
        happened('meetingParticipants', 'left', { id: 'P1', joinedTime: at(time), leftTime: at(time + 1) }),
      ]),
    ],
    [
      'a recording that is deleted, restored and deleted',
      ['created', 'deleted', 'created', 'deleted'].map((event) =>
        happened('recordings', event, { id: 'RECORDING', createTime: at(0) }),
      ),
    ],
    [
      'a call that is held twice',
      [1, 2, 3].map((time) =>
        happened('telephony_calls', 'updated', { callId: 'C1', state: 'held', eventTimestamp: at(time) }),
      ),
    ],
    [
      'a service app that is authorized again',
      ['authorized', 'deauthorized', 'authorized'].map((event) =>
        happened('serviceApp', event, { id: 'APP' }),
      ),
    ],
  ];
  test.each(returning)('%s', async (_, events) => {
    const { deliver, handled } = open();
    for (const event of events) {
      await deliver(event, event);
      await deliver(event);
    }
    expect(handled).toHaveLength(events.length);
  });

  test.each(returning)('%s, reported by two webhooks one after the other', async (_, events) => {
    const { deliver, handled } = open();
    for (const event of events) await deliver(event);
    for (const event of events) await deliver({ ...event, id: 'ANOTHER', name: 'By hand' });
    expect(handled).toHaveLength(events.length);
  });

  test.each(returning)('%s, reported by two webhooks in turn', async (_, events) => {
    const { deliver, handled } = open();
    for (const event of events) await deliver(event, { ...event, id: 'ANOTHER', filter: 'roomId=ROOM' });
    expect(handled).toHaveLength(events.length);
  });
});

test('events without a time of their own count as new after a minute, others after duplicateWindow', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { deliver, handled } = open();
  const hidden = happened('memberships', 'updated', { id: 'S1', isRoomHidden: true, created: at(0) });
  const edited = happened('messages', 'updated', { id: 'M1', created: at(0), updated: at(1) });
  await deliver(hidden, edited, messageCreated('M1'));
  vi.advanceTimersByTime(59_000);
  await deliver(hidden, edited, messageCreated('M1'));
  expect(handled).toHaveLength(3);
  vi.advanceTimersByTime(61_000);
  await deliver(hidden, edited, messageCreated('M1'));
  expect(handled.slice(3)).toEqual(['memberships.updated S1']);
  vi.advanceTimersByTime(3_600_000);
  await deliver(edited, messageCreated('M1'));
  expect(handled.slice(4)).toEqual(['messages.updated M1', 'messages.created M1']);
});

test('webhooks of two owners are two events', async () => {
  const { deliver, handled } = open();
  await deliver(messageCreated('M1'), { ...messageCreated('M1'), createdBy: 'ANOTHER-BOT' });
  expect(handled).toHaveLength(2);
});

test('without an owner, each webhook counts by itself', async () => {
  const { deliver, handled } = open();
  const { createdBy, ...content } = messageCreated('M1');
  await deliver(content, content, { ...content, id: 'ANOTHER' });
  expect(handled).toHaveLength(2);
});

test('different events are no duplicates', async () => {
  const { deliver, handled } = open();
  const all = [
    messageCreated('M1'),
    happened('messages', 'deleted', { id: 'M1' }),
    happened('memberships', 'created', { id: 'M1' }),
    happened('memberships', 'updated', { id: 'M1', isModerator: true }),
    happened('serviceApp', 'created', { name: 'no id' }),
    happened('serviceApp', 'created', { name: 'no id either' }),
    happened('constructor', 'toString', { id: 'M1' }),
  ];
  await deliver(...all);
  expect(handled).toHaveLength(all.length);
});

test('a Keyv remembers for every receiver that shares it', async () => {
  const keyv = new Keyv();
  const [one, other] = [open(keyv), open(keyv)];
  const content = messageCreated('M1');
  await one.deliver(content, content);
  await other.deliver(content);
  expect([one.handled.length, other.handled.length]).toEqual([1, 0]);
});

test('a Keyv gets the duplicateWindow as time to live', async () => {
  const ttls: unknown[] = [];
  const keyv: KeyvStore = {
    get: () => Promise.resolve(undefined),
    set: (_key, _value, ttl) => Promise.resolve(ttls.push(ttl)),
  };
  const { deliver } = open(keyv, 60_000);
  await deliver(messageCreated('M1'));
  expect(ttls).toEqual([60_000]);
});

test.each([
  ['can claim', { claim: () => Promise.reject(new Error('down')) }],
  ['is a Keyv', { get: () => Promise.reject(new Error('down')), set: () => Promise.resolve() }],
])('onError is called for a store that %s and is down, and the event is handled', async (_, store) => {
  const { deliver, handled, errors } = open(store);
  expect(await deliver(messageCreated('M1'))).toEqual([200]);
  expect(handled).toEqual(['messages.created M1']);
  expect(errors).toEqual([
    expect.objectContaining({
      message: 'store.claim() failed: down. The event is handled without it, maybe a second time.',
      cause: new Error('down'),
    }),
  ]);
});
