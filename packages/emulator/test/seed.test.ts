import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmulatorOptions, type Scene, startEmulator } from '@wxt/emulator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { idsOf, make, openEmulator, refusal, send } from './open-emulator.js';

const scene: Scene = {
  people: [
    {
      email: 'erin@example.com',
      displayName: 'Erin Evans',
      roles: ['Compliance Officer'],
      licenses: ['Messaging'],
    },
    { email: 'bob@example.com', displayName: 'Bobby' },
  ],
  teams: [{ name: 'Support', members: ['alice@example.com', 'erin@example.com'] }],
  rooms: [
    {
      title: 'Launch',
      team: 'Support',
      members: ['alice@example.com', { person: 'erin@example.com', isModerator: true }, 'robot@webex.bot'],
      messages: [
        { from: 'alice@example.com', text: 'Ready?' },
        {
          from: 'erin@example.com',
          markdown: '**Yes**',
          files: [
            { name: 'a.txt', contentType: 'text/plain', base64: Buffer.from('content').toString('base64') },
          ],
        },
      ],
      tabs: [{ attributes: { displayName: 'Plan', contentUrl: 'https://example.com/' } }],
    },
    {
      type: 'direct',
      members: ['alice@example.com', 'bob@example.com'],
      messages: [{ from: 'bob@example.com', text: 'Hi' }],
    },
  ],
  webhooks: [
    {
      owner: 'robot@webex.bot',
      name: 'All',
      targetUrl: 'http://127.0.0.1:9/',
      resource: 'messages',
      event: 'created',
    },
  ],
};

describe('seed', () => {
  test('creates the people, teams, rooms, messages, files and webhooks of a scene', async () => {
    const { emulator, alice, bob, robot } = await openEmulator({ seed: scene });
    expect(bob.displayName).toBe('Bobby');
    const erin = emulator.users[5];
    expect(erin).toMatchObject({ email: 'erin@example.com', displayName: 'Erin Evans' });
    const rooms = (await alice.get('rooms?sortBy=created')).body.items;
    expect(rooms.map(({ title, type }) => `${title} ${type}`)).toEqual([
      'Support group',
      'Bobby direct',
      'Launch group',
    ]);
    const launch = rooms.find(({ title }) => title === 'Launch');
    const { items } = (await alice.get(`messages?roomId=${launch?.id}`)).body;
    expect(items).toMatchObject([
      { text: 'Yes', html: '<p><strong>Yes</strong></p>', personId: erin?.id },
      { text: 'Ready?', personId: alice.id },
    ]);
    const file = Array.isArray(items[0]?.files) ? String(items[0].files[0]) : '';
    const headers = { authorization: `Bearer ${alice.accessToken}` };
    expect(await (await fetch(file, { headers })).text()).toBe('content');
    expect((await robot.get('webhooks')).body.items).toMatchObject([{ name: 'All' }]);
    expect((await alice.get(`room/tabs?roomId=${launch?.id}`)).body.items).toMatchObject([
      { displayName: 'Plan' },
    ]);
    expect((await alice.get('teams')).body.items).toMatchObject([{ name: 'Support' }]);
  });

  test('reads a scene from a JSON file, given its path or URL', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scene-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'scene.json');
    await writeFile(path, JSON.stringify(scene));
    for (const seed of [path, new URL(`file://${path}`)]) {
      const { alice } = await openEmulator({ seed });
      expect((await alice.get('rooms')).body.items).toHaveLength(3);
    }
    await writeFile(path, '{"rooms": [');
    await expect(startEmulator({ seed: path })).rejects.toThrow(/seed: .*scene.json is not valid JSON/);
    await expect(startEmulator({ seed: join(folder, 'none.json') })).rejects.toThrow('ENOENT');
  });

  test.each<[object, string]>([
    [{ room: [] }, 'seed: "room" is unknown. Use one of organizationId, people, teams, rooms, webhooks.'],
    [{ rooms: {} }, 'seed.rooms must be an array'],
    [{ rooms: [{ title: 'A', members: [] }] }, 'seed.rooms[0]: members is required'],
    [{ rooms: [{ members: ['alice@example.com'] }] }, 'seed.rooms[0]: title is required'],
    [
      { rooms: [{ title: 'A', members: ['zoe@example.com'] }] },
      'seed.rooms[0].members[0]: person: no person',
    ],
    [
      { rooms: [{ title: 'A', id: 'x', members: ['alice@example.com'] }] },
      'seed.rooms[0]: id must be an id of the kind ROOM',
    ],
    [
      {
        rooms: [
          { title: 'A', members: ['alice@example.com'], messages: [{ from: 'alice@example.com', txt: 'a' }] },
        ],
      },
      'seed.rooms[0].messages[0]: "txt" is unknown',
    ],
    [
      { rooms: [{ title: 'A', created: 'today', members: ['alice@example.com'] }] },
      'seed.rooms[0]: created must be an ISO 8601 date',
    ],
    [{ people: [{ email: 'x' }] }, 'seed.people[0]: email must be an email address'],
    [{ people: [{ email: 'x@example.com', roles: ['King'] }] }, 'seed.people[0]: roles: "King" is unknown'],
    [{ webhooks: [{ owner: 'bob@example.com', name: 'W' }] }, 'seed.webhooks[0]: resource is required'],
  ])('%j is a TypeError that names the path of the error', async (seed, text) => {
    const error = await startEmulator({ seed }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(text);
  });
});

test('a snapshot() passed as seed restores ids, times, contents and deleted users', async () => {
  const { emulator, alice, bob, carol } = await openEmulator({ seed: scene });
  const room = await make(alice, 'rooms', { title: 'Later', isLocked: true });
  await make(alice, 'memberships', { roomId: room.id, personId: bob.id, isModerator: true });
  const card = { type: 'AdaptiveCard', version: '1.3', body: [] };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  const message = await make(bob, 'messages', { roomId: room.id, text: 'Pick', attachments });
  const reply = await make(alice, 'messages', {
    roomId: room.id,
    parentId: message.id,
    markdown: '<@all> `x`',
  });
  await alice.put(`messages/${reply.id}`, { roomId: room.id, text: 'Edited' });
  const action = await make(alice, 'attachment/actions', {
    type: 'submit',
    messageId: message.id,
    inputs: { a: 1 },
  });
  await make(alice, 'messages', { toPersonEmail: 'new@example.com', text: 'Welcome' });
  await make(carol, 'messages', { toPersonId: alice.id, text: 'Bye' });
  await make(alice, 'teams', { name: 'Another' });
  expect(await alice.delete(`people/${carol.id}`)).toHaveProperty('status', 204);
  const email = { emails: ['robert@example.com'], displayName: 'Robert' };
  expect(await alice.put(`people/${bob.id}`, email)).toHaveProperty('status', 200);

  const snapshot = emulator.snapshot();
  const again = await openEmulator({ seed: JSON.parse(JSON.stringify(snapshot)) });
  expect(again.emulator.snapshot()).toEqual(snapshot);
  expect(JSON.stringify(snapshot)).not.toContain(alice.accessToken);
  expect(again.bob).toMatchObject({ id: bob.id, email: 'robert@example.com' });
  expect(await again.carol.get('people/me')).toMatchObject(refusal(401, 'access token'));
  for (const path of [
    'rooms',
    `rooms/${room.id}`,
    `messages?roomId=${room.id}`,
    `attachment/actions/${action.id}`,
    'teams',
  ]) {
    expect((await again.alice.get(path)).body, path).toEqual((await alice.get(path)).body);
  }
  // Later changes are newer than everything in the snapshot.
  const newest = await make(again.alice, 'messages', { roomId: room.id, text: 'Newest' });
  expect(idsOf((await again.alice.get(`messages?roomId=${room.id}`)).body.items)[0]).toBe(newest.id);
  const overHttp = await send(new URL('/_emulator/snapshot', emulator.url));
  expect(overHttp.body).toEqual(snapshot);
});

describe('tokens', () => {
  test('sets fixed tokens by user name or email address; the others are random', async () => {
    const tokens = { alice: 'token-of-alice', 'erin@example.com': 'token.of.erin' };
    const { emulator, alice, bob } = await openEmulator({ seed: scene, tokens });
    expect(alice.accessToken).toBe('token-of-alice');
    expect(bob.accessToken).toMatch(/^[\w-]{43}$/);
    const headers = { authorization: 'Bearer token.of.erin' };
    expect((await send(`${emulator.url}people/me`, { headers })).body.displayName).toBe('Erin Evans');
  });

  test.each<[NonNullable<EmulatorOptions['tokens']>, string]>([
    [{ zoe: 'a' }, 'there is no user "zoe"'],
    [{ alice: '' }, 'the token of alice must be'],
    [{ alice: 'two words' }, 'the token of alice must be'],
    [{ alice: 'same', bob: 'same' }, 'the token of bob is used twice'],
  ])('tokens %j is a TypeError', async (tokens, text) => {
    const error = await startEmulator({ tokens }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(text);
  });
});
