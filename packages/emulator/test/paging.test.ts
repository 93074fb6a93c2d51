import { describe, expect, test } from 'vitest';
import { idsOf, make, nextLink, openEmulator, pages, refusal, type Speaker } from './open-emulator.js';

test('paging returns every item once, and next links repeat the query', async () => {
  const { alice, emulator } = await openEmulator({ rooms: 7 });
  const first = await alice.get('rooms?type=group&max=3&sortBy=created&unknown=a%20b');
  const next = new URL(nextLink(first) ?? '');
  expect(next.href.startsWith(`${emulator.url}rooms?`)).toBe(true);
  expect([...next.searchParams.keys()]).toEqual(['type', 'max', 'sortBy', 'unknown', 'cursor']);
  expect(next.searchParams.get('unknown')).toBe('a b');
  for (const sortBy of ['id', 'created', 'lastactivity']) {
    const found = await pages(alice, `rooms?max=3&sortBy=${sortBy}`);
    expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(new Set(idsOf(found.flat())).size).toBe(7);
  }
});

test('a full last page has no next link', async () => {
  const { alice } = await openEmulator({ rooms: 4 });
  expect((await pages(alice, 'rooms?max=2')).map(({ length }) => length)).toEqual([2, 2]);
  expect((await alice.get('rooms?max=4')).headers.get('link')).toBeNull();
});

describe.each(['the last item of the page', 'an item of the next page', 'an item of the page before'])(
  'paging while somebody deletes %s',
  (which) => {
    test('neither skips nor repeats items', async () => {
      const { alice } = await openEmulator({ rooms: 1, messages: 9 });
      const roomId = (await alice.get('rooms')).body.items[0]?.id;
      const all = idsOf((await alice.get(`messages?roomId=${roomId}`)).body.items);
      const first = await alice.get(`messages?roomId=${roomId}&max=3`);
      const index = { 'the last item of the page': 2, 'an item of the next page': 4 }[which] ?? 0;
      await alice.delete(`messages/${all[index]}`);
      await make(alice, 'messages', { roomId, text: 'New' });
      const rest = (await pages(alice, nextLink(first) ?? '')).flat();
      expect(idsOf(rest)).toEqual(all.slice(3).filter((_, place) => place + 3 !== index));
    });
  },
);

test('paging with beforeMessage continues after that message is deleted', async () => {
  const { alice } = await openEmulator({ rooms: 1, messages: 5 });
  const roomId = (await alice.get('rooms')).body.items[0]?.id;
  const [newest, ...older] = idsOf((await alice.get(`messages?roomId=${roomId}`)).body.items);
  const first = await alice.get(`messages?roomId=${roomId}&max=2&beforeMessage=${newest}`);
  await alice.delete(`messages/${newest}`);
  const rest = (await pages(alice, nextLink(first) ?? '')).flat();
  expect([...idsOf(first.body.items), ...idsOf(rest)]).toEqual(older);
});

test('paging of people and memberships continues after an item in between is deleted', async () => {
  const { alice, bob, carol, dave } = await openEmulator();
  const { id: roomId } = await make(alice, 'rooms', { title: 'Room' });
  for (const { id } of [bob, carol, dave]) await make(alice, 'memberships', { roomId, personId: id });
  const path = `memberships?roomId=${roomId}&max=2`;
  expect((await pages(alice, path)).map(({ length }) => length)).toEqual([2, 2]);
  const people = await alice.get('people?max=2');
  const members = await alice.get(path);
  await alice.delete(`people/${bob.id}`);
  expect((await pages(alice, nextLink(people) ?? '')).flat().map(({ displayName }) => displayName)).toEqual([
    'Carol Clark',
    'Dave Davis',
    'Robot',
  ]);
  const rest = (await pages(alice, nextLink(members) ?? '')).flat();
  expect(rest.map(({ personId }) => personId)).toEqual([carol.id, dave.id]);
});

describe('the page size', () => {
  const size = async (actor: Speaker, path: string) => (await actor.get(path)).body.items.length;

  test('defaults to 100 rooms or memberships and 50 messages, and is at most 1000', async () => {
    const { alice } = await openEmulator({ rooms: 1001, messages: 1001 });
    const [room] = (await alice.get('rooms?max=1')).body.items;
    for (const [path, defaultSize] of [
      ['rooms?', 100],
      ['memberships?', 100],
      [`messages?roomId=${room?.id}&`, 50],
    ] as const) {
      expect(await size(alice, path)).toBe(defaultSize);
      expect(await size(alice, `${path}max=1000`)).toBe(1000);
      expect(await size(alice, `${path}max=5000`)).toBe(1000);
    }
  });

  test('is at most 100 for messages with mentionedPeople', async () => {
    const { alice } = await openEmulator();
    const { id: roomId } = await make(alice, 'rooms', { title: 'Room' });
    for (let count = 0; count < 101; count += 1) {
      await make(alice, 'messages', { roomId, markdown: `<@personId:${alice.id}>` });
    }
    const path = `messages?roomId=${roomId}&max=1000`;
    expect(await size(alice, path)).toBe(101);
    expect(await size(alice, `${path}&mentionedPeople=me`)).toBe(100);
    expect((await pages(alice, `${path}&mentionedPeople=me`)).flat()).toHaveLength(101);
  });

  test.each(['0', '-1', 'ten', '1.5', 'null', ''])('rejects max=%j', async (max) => {
    const { alice } = await openEmulator();
    expect(await alice.get(`rooms?max=${max}`)).toMatchObject(refusal(400, 'max'));
  });
});

test('a cursor that is malformed or from another list is a 400', async () => {
  const { alice } = await openEmulator({ rooms: 2 });
  const cursor = new URL(nextLink(await alice.get('rooms?max=1')) ?? '').searchParams.get('cursor');
  for (const path of ['rooms?cursor=2', 'rooms?cursor=e30', `rooms?sortBy=id&cursor=${cursor}`]) {
    expect(await alice.get(path)).toMatchObject(refusal(400, 'cursor'));
  }
  expect((await alice.get(`rooms?cursor=${cursor}`)).body.items).toHaveLength(1);
});

describe('lists of a room, a team or a person', () => {
  /** Adds `count` items to a list and resolves to its path. */
  type Fill = (actor: Speaker, count: number) => Promise<string>;

  const many = (actor: Speaker, count: number, path: string, body: (index: number) => object) =>
    Promise.all(Array.from({ length: count }, (_, index) => make(actor, path, body(index))));

  const teams: Fill = async (actor, count) => {
    await many(actor, count, 'teams', () => ({ name: 'Team' }));
    return 'teams?';
  };
  const teamMemberships: Fill = async (actor, count) => {
    const { id: teamId } = await make(actor, 'teams', { name: 'Team' });
    const member = (index: number) => ({ teamId, personEmail: `p${index}@example.com` });
    await many(actor, count - 1, 'team/memberships', member);
    return `team/memberships?teamId=${teamId}&`;
  };
  const webhooks: Fill = async (actor, count) => {
    const hook = { name: 'Hook', targetUrl: 'http://127.0.0.1:9/', resource: 'meetings', event: 'all' };
    await many(actor, count, 'webhooks', () => hook);
    return 'webhooks?';
  };
  const links =
    (path: string): Fill =>
    async (actor, count) => {
      const { id: roomId } = await make(actor, 'rooms', { title: 'Room' });
      const link = { roomId, displayName: 'Plan', contentUrl: 'https://example.com/' };
      await many(actor, count, path, () => ({ ...link, driveId: 'a', itemId: 'b', defaultFolder: 'false' }));
      return `${path}?roomId=${roomId}&`;
    };
  const events: Fill = async (actor, count) => {
    const { id: roomId } = await make(actor, 'rooms', { title: 'Room' });
    await many(actor, count, 'messages', () => ({ roomId, text: 'Hello' }));
    return 'events?resource=messages&';
  };

  test.each<[string, Fill, number]>([
    ['teams', teams, 1000],
    ['team/memberships', teamMemberships, 1000],
    ['webhooks', webhooks, 100],
    ['room/tabs', links('room/tabs'), 100],
    ['room/linkedFolders', links('room/linkedFolders'), 100],
    ['events', events, 1000],
  ])(
    '%s have 100 items on a page by default, respect max up to its limit, and link to the next page',
    async (_, fill, limit) => {
      const { alice } = await openEmulator();
      const list = await fill(alice, 101);
      const sizes = async (max: string) => (await pages(alice, `${list}${max}`)).map(({ length }) => length);
      expect(await sizes('')).toEqual([100, 1]);
      expect(await sizes('max=60')).toEqual([60, 41]);
      expect(await sizes('max=5000')).toEqual(limit === 100 ? [100, 1] : [101]);
      expect(new Set(idsOf((await pages(alice, `${list}max=7`)).flat())).size).toBe(101);
      expect(await alice.get(`${list}max=0`)).toMatchObject(refusal(400, `from 1 to ${limit}`));
      expect(await alice.get(`${list}cursor=made-up`)).toMatchObject(refusal(400, 'cursor'));
    },
  );
});
