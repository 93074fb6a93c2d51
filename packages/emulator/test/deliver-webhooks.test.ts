import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { make, openEmulator } from './open-emulator.js';
import { openListener } from './open-listener.js';

const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3' },
};

async function openRoom(...[listener = openListener()]: [ReturnType<typeof openListener>?]) {
  const all = await openEmulator({ webhookFailures: 2 });
  const { id: roomId } = await make(all.alice, 'rooms', { title: 'Room' });
  await make(all.alice, 'memberships', { roomId, personId: all.bob.id });
  const say = (text: string) => make(all.bob, 'messages', { roomId, text });
  return { ...all, ...(await listener), roomId, say };
}

test('a webhook delivery is an envelope without the message text', async () => {
  const { alice, bob, roomId, listenFor, delivered } = await openRoom();
  const webhook = await listenFor(alice, { resource: 'messages', event: 'created', secret: 'shh' });
  const mention = `<@personId:${alice.id}|Alice>`;
  const files = ['https://example.com/plan.pdf'];
  const message = await make(bob, 'messages', { roomId, markdown: `**Hello** ${mention}`, files });
  const [delivery] = await delivered(1);
  const { secret, ...shown } = webhook;
  const { text, markdown, html, ...told } = message;
  expect(text).toBe('Hello Alice');
  expect(delivery?.method).toBe('POST');
  expect(delivery?.headers['content-type']).toBe('application/json');
  expect(delivery?.body).toEqual({ ...shown, actorId: bob.id, data: told });
  expect(Object.keys(delivery?.body ?? {}).sort()).toEqual([
    'actorId',
    'appId',
    'created',
    'createdBy',
    'data',
    'event',
    'id',
    'name',
    'orgId',
    'ownedBy',
    'resource',
    'status',
    'targetUrl',
  ]);
});

test('a webhook with a secret signs the body as sent; without one there is no signature', async () => {
  const { alice, url, say, listenFor, delivered } = await openRoom();
  const { id } = await listenFor(alice, { resource: 'messages', event: 'created', secret: 'žluťoučký kůň' });
  const signedBy = (secret: string, raw: string) => createHmac('sha1', secret).update(raw).digest('hex');
  await say('One: ☃');
  const [one] = await delivered(1);
  expect(one?.headers['x-spark-signature']).toBe(signedBy('žluťoučký kůň', one?.raw ?? ''));
  await alice.put(`webhooks/${id}`, { name: 'Hook', targetUrl: url, secret: 'other' });
  await say('Two');
  const [, two] = await delivered(2);
  expect(two?.headers['x-spark-signature']).toBe(signedBy('other', two?.raw ?? ''));
  await alice.delete(`webhooks/${id}`);
  await listenFor(alice, { resource: 'messages', event: 'created' });
  await say('Three');
  const [, , three] = await delivered(3);
  expect(three?.headers).not.toHaveProperty('x-spark-signature');
});

test('a webhook for all resources and events receives all of them, in order', async () => {
  const { alice, bob, listenFor, delivered } = await openRoom();
  await listenFor(alice, { resource: 'all', event: 'all' });
  const room = await make(alice, 'rooms', { title: 'Before' });
  const roomId = room.id;
  await alice.put(`rooms/${roomId}`, { title: 'After' });
  const membership = await make(alice, 'memberships', { roomId, personId: bob.id });
  const message = await make(alice, 'messages', { roomId, text: 'Hello' });
  await alice.put(`messages/${message.id}`, { roomId, text: 'Hi' });
  const asking = await make(alice, 'messages', { roomId, attachments: [card] });
  const inputs = { name: 'Bob' };
  await bob.post('attachment/actions', { type: 'submit', messageId: asking.id, inputs });
  await make(alice, 'room/tabs', { roomId, displayName: 'Tab', contentUrl: 'https://example.com/' });
  await alice.delete(`messages/${message.id}`);
  await alice.delete(`memberships/${membership.id}`);
  await alice.delete(`rooms/${roomId}`);
  const all = await delivered(11);
  expect(all.map(({ body: { resource, event, data } }) => [resource, event, data.id])).toEqual([
    ['rooms', 'created', roomId],
    ['memberships', 'created', expect.any(String)],
    ['rooms', 'updated', roomId],
    ['memberships', 'created', membership.id],
    ['messages', 'created', message.id],
    ['messages', 'updated', message.id],
    ['messages', 'created', asking.id],
    ['attachmentActions', 'created', expect.any(String)],
    ['messages', 'deleted', message.id],
    ['memberships', 'deleted', membership.id],
    ['rooms', 'deleted', roomId],
  ]);
  const [created, , updated, , , , , action] = all;
  // The data at the time of the change, despite later changes.
  expect(created?.body.data).toMatchObject({ title: 'Before' });
  expect(updated?.body.data).toMatchObject({ title: 'After' });
  expect(action?.body).toMatchObject({ actorId: bob.id, data: { messageId: asking.id, personId: bob.id } });
  expect(action?.body.data).not.toHaveProperty('inputs');
});

describe('a webhook filter', () => {
  interface Said {
    readonly from?: 'alice';
    readonly to?: 'alice';
    readonly [attribute: string]: unknown;
  }

  /** Posts these messages and resolves to the text of the first that a webhook with this filter received. */
  async function firstToldOf(filter: string, messages: readonly Said[]) {
    const { alice, bob, roomId, listenFor, delivered } = await openRoom();
    const withIds = (text: string) =>
      text.replace('ROOM-ID', roomId).replace('ALICE-ID', alice.id).replace('BOB-ID', bob.id);
    await listenFor(alice, { resource: 'messages', event: 'created', filter: withIds(filter) });
    for (const { from, to, ...message } of messages) {
      const target = to === undefined ? { roomId } : { toPersonId: alice.id };
      const body = JSON.parse(withIds(JSON.stringify({ ...message, ...target })));
      await make(from === undefined ? bob : alice, 'messages', body);
    }
    const [first] = await delivered(1);
    expect(first?.body.filter).toBe(withIds(filter).replace('=me', `=${alice.id}`));
    return (await alice.get(`messages/${first?.body.data.id}`)).body.text;
  }

  const files = ['https://example.com/plan.pdf'];
  test.each<[string, Said, Said]>([
    ['roomId=ROOM-ID', { text: 'no', to: 'alice' }, { text: 'match' }],
    ['roomType=direct', { text: 'no' }, { text: 'match', to: 'alice' }],
    ['personId=BOB-ID', { text: 'no', from: 'alice' }, { text: 'match' }],
    ['personEmail=Bob@Example.com', { text: 'no', from: 'alice' }, { text: 'match' }],
    ['mentionedPeople=me', { text: 'no' }, { markdown: '<@personId:ALICE-ID|match>' }],
    ['personId=me', { text: 'no' }, { text: 'match', from: 'alice' }],
    [
      'mentionedPeople=ALICE-ID',
      { markdown: '<@personId:BOB-ID|no>' },
      { markdown: '<@personId:ALICE-ID|match>' },
    ],
    ['hasFiles=true', { text: 'no' }, { text: 'match', files }],
    ['hasFiles=False', { text: 'no', files }, { text: 'match' }],
    ['hasFiles=false', { text: 'no', files }, { text: 'match' }],
    ['roomId=ROOM-ID&personId=BOB-ID', { text: 'no', from: 'alice' }, { text: 'match' }],
  ])('%s delivers only what matches', async (filter, other, match) => {
    // Deliveries are in order: one for the other message would come first.
    expect(await firstToldOf(filter, [other, match])).toBe('match');
  });

  test('matches attributes of memberships and rooms', async () => {
    const { alice, carol, dave, roomId, listenFor, delivered } = await openRoom();
    const filter = 'isModerator=true&personEmail=dave@example.com';
    await listenFor(alice, { resource: 'memberships', event: 'all', filter });
    for (const { id } of [carol, dave]) {
      await make(alice, 'memberships', { roomId, personId: id, isModerator: id === dave.id });
    }
    const [first] = await delivered(1);
    expect(first?.body.data).toMatchObject({ personId: dave.id, isModerator: true });
    await listenFor(alice, { resource: 'rooms', event: 'created', filter: 'type=group&isLocked=true' });
    await make(alice, 'messages', { toPersonId: carol.id, text: 'Hello' });
    await make(alice, 'rooms', { title: 'Open' });
    const locked = await make(alice, 'rooms', { title: 'Locked', isLocked: true });
    expect((await delivered(2)).map(({ body }) => body.data.id)).toEqual([first?.body.data.id, locked.id]);
  });

  test('takes a plus sign in an email address literally', async () => {
    const { alice, roomId, listenFor, delivered } = await openRoom();
    const filter = 'personEmail=eve+test@example.com';
    await listenFor(alice, { resource: 'memberships', event: 'created', filter });
    await make(alice, 'memberships', { roomId, personEmail: 'eve+test@example.com' });
    expect((await delivered(1))[0]?.body.data).toMatchObject({ personEmail: 'eve+test@example.com' });
  });
});

describe('webhook deliveries', () => {
  const created = { resource: 'messages', event: 'created' };

  test("are for the owner's rooms only, while they are a member", async () => {
    const { alice, bob, roomId, say, listenFor, delivered } = await openRoom();
    await listenFor(alice, created);
    const { id } = await make(bob, 'rooms', { title: "Bob's" });
    await make(bob, 'messages', { roomId: id, text: 'secret' });
    const known = await say('known');
    const { items } = (await alice.get('memberships')).body;
    await alice.delete(`memberships/${items.find((own) => own.roomId === roomId)?.id}`);
    await say('gone');
    const last = await make(bob, 'messages', { toPersonId: alice.id, text: 'last' });
    expect((await delivered(2)).map(({ body }) => body.data.id)).toEqual([known.id, last.id]);
  });

  test("include the owner's own removal from a room", async () => {
    const { alice, bob, roomId, listenFor, delivered } = await openRoom();
    await listenFor(bob, { resource: 'memberships', event: 'deleted' });
    const { items } = (await alice.get(`memberships?roomId=${roomId}&personId=${bob.id}`)).body;
    await alice.delete(`memberships/${items[0]?.id}`);
    expect((await delivered(1))[0]?.body).toMatchObject({ actorId: alice.id, data: { personId: bob.id } });
  });

  test('for a bot are for messages that mention it, and everything in direct rooms', async () => {
    const { alice, robot, roomId, say, listenFor, delivered } = await openRoom();
    await make(alice, 'memberships', { roomId, personId: robot.id });
    await listenFor(robot, created);
    await say('unheard');
    const markdown = `<@personId:${robot.id}> heard`;
    const heard = await make(alice, 'messages', { roomId, markdown });
    const direct = await make(alice, 'messages', { toPersonId: robot.id, text: 'direct' });
    expect((await delivered(2)).map(({ body }) => body.data.id)).toEqual([heard.id, direct.id]);
  });

  test('of submitted inputs are for cards that the owner sent', async () => {
    const { alice, bob, roomId, listenFor, delivered } = await openRoom();
    await listenFor(alice, { resource: 'attachmentActions', event: 'created' });
    for (const sender of [bob, alice]) {
      const { id: messageId } = await make(sender, 'messages', { roomId, attachments: [card] });
      await bob.post('attachment/actions', { type: 'submit', messageId, inputs: { of: sender.displayName } });
    }
    const [delivery] = await delivered(1);
    const action = await alice.get(`attachment/actions/${delivery?.body.data.id}`);
    expect(action.body).toMatchObject({ inputs: { of: alice.displayName } });
  });

  test('for an organization include rooms that the owner is not in', async () => {
    const { alice, bob, carol, listenFor, delivered } = await openRoom();
    await listenFor(alice, { ...created, ownedBy: 'org' });
    const { id } = await make(bob, 'messages', { toPersonId: carol.id, text: 'between us' });
    expect((await delivered(1))[0]?.body).toMatchObject({ ownedBy: 'org', data: { id } });
    expect(await alice.get(`messages/${id}`)).toMatchObject({ status: 404 });
  });

  test('stop once the webhook or its owner is deleted', async () => {
    const { alice, bob, carol, roomId, say, listenFor, delivered } = await openRoom();
    const { id } = await listenFor(alice, created);
    await make(alice, 'memberships', { roomId, personId: carol.id });
    await listenFor(carol, created);
    await alice.delete(`webhooks/${id}`);
    await alice.delete(`people/${carol.id}`);
    await say('unheard');
    await listenFor(bob, created);
    const last = await say('heard');
    expect((await delivered(1)).map(({ body }) => body.data.id)).toEqual([last.id]);
  });
});

describe('a webhook target', () => {
  const created = { resource: 'messages', event: 'created' };

  test('that is slow gets one delivery at a time, without delaying other targets', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = openListener((index) => (index === 0 ? { after: answered } : {}));
    const { alice, bob, say, listenFor, delivered } = await openRoom(slow);
    const other = await openListener();
    await listenFor(alice, created);
    await other.listenFor(bob, created);
    const ids = [];
    for (const text of ['one', 'two', 'three']) ids.push((await say(text)).id);
    const idsIn = (deliveries: Awaited<ReturnType<typeof delivered>>) =>
      deliveries.map(({ body }) => body.data.id);
    expect(idsIn(await other.delivered(3))).toEqual(ids);
    expect(idsIn(await delivered(1))).toEqual([ids[0]]);
    answer();
    expect(idsIn(await delivered(3))).toEqual(ids);
  });

  test.each([
    ['an error', { status: 500 }],
    ['a redirection', { status: 302, headers: { location: '/elsewhere' } }],
    ['a broken connection', { reset: true }],
  ])('that keeps responding with %s makes the webhook inactive, until an update', async (_, failure) => {
    const failing = openListener((index) => (index < 2 ? failure : {}));
    const { alice, url, say, listenFor, delivered } = await openRoom(failing);
    const webhook = await listenFor(alice, created);
    const path = `webhooks/${webhook.id}`;
    await say('one');
    expect((await alice.get(path)).body).toMatchObject({ status: 'active' });
    await say('two');
    await delivered(2);
    await expect.poll(async () => (await alice.get(path)).body.status).toBe('inactive');
    await say('unheard');
    await alice.put(path, { name: 'Renamed', targetUrl: url });
    expect((await alice.get(path)).body).toMatchObject({ name: 'Renamed', status: 'inactive' });
    await say('unheard');
    await alice.put(path, { name: 'Renamed', targetUrl: url, status: 'active' });
    const heard = await say('heard');
    const [, , third] = await delivered(3);
    expect(third?.body).toMatchObject({ status: 'active', data: { id: heard.id } });
  });

  test('that exceeds webhookTimeout counts as a failure', async () => {
    const silent = await openListener(() => ({ after: new Promise(() => {}) }));
    const { alice, bob } = await openEmulator({ webhookFailures: 1, webhookTimeout: 20 });
    const { id } = await silent.listenFor(alice, created);
    await make(bob, 'messages', { toPersonId: alice.id, text: 'Hello?' });
    await expect.poll(async () => (await alice.get(`webhooks/${id}`)).body.status).toBe('inactive');
  });

  test('that fails only occasionally keeps the webhook active', async () => {
    const flaky = openListener((index) => (index % 2 === 0 ? { status: 503 } : { status: 204 }));
    const { alice, say, listenFor, delivered } = await openRoom(flaky);
    const { id } = await listenFor(alice, created);
    for (let count = 1; count <= 5; count += 1) {
      await say(`number ${count}`);
      await delivered(count);
    }
    expect((await alice.get(`webhooks/${id}`)).body).toMatchObject({ status: 'active' });
  });

  test('that has changed receives the next delivery', async () => {
    const { alice, say, listenFor, delivered } = await openRoom();
    const { id } = await listenFor(alice, created);
    const other = await openListener();
    await alice.put(`webhooks/${id}`, { name: 'Hook', targetUrl: other.url });
    const message = await say('Hello');
    expect((await other.delivered(1))[0]?.body).toMatchObject({ data: { id: message.id } });
    expect(await delivered(0)).toEqual([]);
  });

  test('that never responds does not prevent close() from resolving', async () => {
    const silent = openListener(() => ({ after: new Promise(() => {}) }));
    const { emulator, alice, say, listenFor, delivered } = await openRoom(silent);
    await listenFor(alice, created);
    await say('Hello?');
    await delivered(1);
    await emulator.close();
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});

test('webhookFailures and webhookTimeout must be whole numbers, 1 or more', async () => {
  for (const name of ['webhookFailures', 'webhookTimeout']) {
    for (const count of [0, 1.5, -1]) {
      await expect(openEmulator({ [name]: count })).rejects.toThrow(`${name} must be a whole number, 1`);
    }
  }
});
