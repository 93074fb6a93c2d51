import { Keyv } from 'keyv';
import { expect, test } from 'vitest';
import { type ClaimStore, createWebhookReceiver, type KeyvStore, Session } from '../src/index.js';
import { delivery, messageCreated, secret } from './signed.js';

const api = new Session({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' });

/** A receiver, and a way to deliver to it until it has handled what came of it. */
function open(store?: ClaimStore | KeyvStore, duplicateWindow?: number) {
  const handled: unknown[] = [];
  const errors: unknown[] = [];
  const receiver = createWebhookReceiver({
    secret,
    api,
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

test('what comes again is taken and dropped, be it at the same time or later', async () => {
  const { deliver, handled } = open();
  const content = messageCreated('M1');
  expect(await deliver(content, content, messageCreated('M2'))).toEqual([200, 200, 200]);
  expect(await deliver(content)).toEqual([200]);
  expect(handled).toEqual(['messages.created M1', 'messages.created M2']);
});

test('once the window is over it is new', async () => {
  const { deliver, handled } = open(undefined, Number.MIN_VALUE);
  await deliver(messageCreated('M1'));
  await deliver(messageCreated('M1'));
  expect(handled).toHaveLength(2);
});

test('a duplicate need not be the same text', async () => {
  const { deliver, handled } = open();
  const { id, data, ...rest } = happened('memberships', 'updated', {
    id: 'S1',
    isModerator: true,
    at: [1, 2],
  });
  await deliver({ id, data, ...rest });
  await deliver({ ...rest, status: 'inactive', data: { at: [1, 2], isModerator: true, id: 'S1' }, id });
  expect(handled).toHaveLength(1);
});

test('different events are no duplicates', async () => {
  const { deliver, handled } = open();
  const all = [
    messageCreated('M1'),
    { ...messageCreated('M1'), id: 'ANOTHER-WEBHOOK' },
    happened('messages', 'deleted', { id: 'M1' }),
    happened('memberships', 'created', { id: 'M1' }),
    happened('memberships', 'updated', { id: 'M1', isModerator: true }),
    happened('memberships', 'updated', { id: 'M1', isModerator: false }),
    happened('meetingParticipants', 'joined', { id: 'P1', joinedTime: '2026-05-01T12:00:00Z' }),
    happened('meetingParticipants', 'joined', { id: 'P1', joinedTime: '2026-05-01T12:05:00Z' }),
    happened('serviceApp', 'created', { name: 'no id' }),
    happened('serviceApp', 'created', { name: 'no id either' }),
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

test('a Keyv forgets at the end of the window', async () => {
  const ttls: unknown[] = [];
  const { deliver } = open(
    {
      get: () => Promise.resolve(undefined),
      set: (_key, _value, ttl) => Promise.resolve(ttls.push(ttl)),
    },
    60_000,
  );
  await deliver(messageCreated('M1'));
  expect(ttls).toEqual([60_000]);
});

test.each([
  ['can claim', { claim: () => Promise.reject(new Error('down')) }],
  ['is a Keyv', { get: () => Promise.reject(new Error('down')), set: () => Promise.resolve() }],
])('a store that %s and is down is told of, and the event handled', async (_, store) => {
  const { deliver, handled, errors } = open(store);
  expect(await deliver(messageCreated('M1'))).toEqual([200]);
  expect(handled).toEqual(['messages.created M1']);
  expect(errors).toEqual([new Error('down')]);
});
