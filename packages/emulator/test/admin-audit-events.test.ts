import { describe, expect, test } from 'vitest';
import { idsOf, openEmulator, refusal, type Speaker } from './open-emulator.js';

const hour = 3600_000;
const at = (time: number) => new Date(time).toISOString();

async function openAudit() {
  const all = await openEmulator();
  const { orgId } = (await all.alice.get('people/me')).body;
  const from = at(Date.now() - hour);
  const to = at(Date.now() + hour);
  const base = `adminAudit/events?orgId=${orgId}`;
  const list = (query = '', actor: Speaker = all.alice) =>
    actor.get(`${base}&from=${from}&to=${to}${query && `&${query}`}`);
  return { ...all, orgId, base, list };
}

const eve = { emails: ['eve@example.com'], displayName: 'Eve' };

test('admin audit events record what administrators did, newest first, without rejected requests', async () => {
  const { alice, bob, orgId, list } = await openAudit();
  expect((await list()).body.items).toEqual([]);
  const created = await alice.post('people', eve);
  const { id } = created.body;
  await alice.put(`people/${id}`, { displayName: 'Evelyn' });
  const [license] = (await alice.get('licenses')).body.items;
  await alice.patch('licenses/users', { personId: id, licenses: [{ id: license?.id }] });
  await alice.delete(`people/${id}`);
  expect((await alice.post('people', {})).status).toBe(400);
  expect((await bob.post('people', eve)).status).toBe(403);
  const { items } = (await list()).body;
  expect(items.map(({ data }) => (data as { eventDescription: string }).eventDescription)).toEqual([
    'User deleted',
    'Licenses assigned',
    'User updated',
    'User created',
  ]);
  expect(items.at(-1)).toEqual({
    id: expect.any(String),
    created: expect.any(String),
    actorId: alice.id,
    actorOrgId: orgId,
    data: {
      eventCategory: 'USERS',
      eventDescription: 'User created',
      actionText: expect.stringMatching(/Alice Adams.*Eve/),
      actorName: alice.displayName,
      actorEmail: alice.email,
      actorOrgName: expect.any(String),
      adminRoles: ['Full_Admin'],
      trackingId: created.headers.get('trackingid'),
      targetId: id,
      targetName: 'Eve',
      targetType: 'PERSON',
      targetOrgId: orgId,
      targetOrgName: expect.any(String),
    },
  });
});

describe('GET /adminAudit/events', () => {
  /** Two events by Alice, then one by Bob, who has become an administrator. */
  async function openThree() {
    const all = await openAudit();
    const { roles } = (await all.alice.get('people/me')).body;
    await all.alice.post('people', eve);
    await all.alice.put(`people/${all.bob.id}`, { displayName: 'Bob', roles });
    await all.bob.put(`people/${all.carol.id}`, { displayName: 'Carol' });
    const { items } = (await all.list()).body;
    return { ...all, items };
  }

  test('filters by actor and category', async () => {
    const { alice, bob, items, list } = await openThree();
    expect(items.map(({ actorId }) => actorId)).toEqual([bob.id, alice.id, alice.id]);
    const found = async (query: string) => idsOf((await list(query)).body.items);
    expect(await found(`actorId=${alice.id}`)).toEqual(idsOf(items.slice(1)));
    expect(await found('actorId=nobody')).toEqual([]);
    expect(await found('eventCategories=USERS')).toEqual(idsOf(items));
    expect(await found('eventCategories=LOGINS,USERS')).toEqual(idsOf(items));
    expect(await found('eventCategories=LOGINS&eventCategories=DEVICES')).toEqual([]);
    expect(await list('eventCategories=Users')).toMatchObject(refusal(400, 'eventCategories'));
  });

  test('treats from and to as exclusive', async () => {
    const { alice, base, items } = await openThree();
    const [, middle] = items;
    const created = String(middle?.created);
    const past = at(Date.now() - hour);
    const future = at(Date.now() + hour);
    const between = async (from: string, to: string) =>
      idsOf((await alice.get(`${base}&from=${from}&to=${to}`)).body.items);
    const just = Date.parse(created);
    expect(await between(at(just - 1), at(just + 1))).toEqual([middle?.id]);
    expect(await between(past, created)).toEqual([items[2]?.id]);
    expect(await between(created, future)).toEqual([items[0]?.id]);
  });

  test('pages with offset, without next links', async () => {
    const { items, list } = await openThree();
    const page = async (query: string) => {
      const answer = await list(query);
      expect(answer.headers.get('link')).toBeNull();
      return idsOf(answer.body.items);
    };
    const ids = idsOf(items);
    expect(await page('max=2')).toEqual(ids.slice(0, 2));
    expect(await page('max=2&offset=2')).toEqual(ids.slice(2));
    expect(await page('max=2&offset=3')).toEqual([]);
    expect(await page('offset=1')).toEqual(ids.slice(1));
    for (const offset of ['-1', '1.5', 'two']) {
      expect(await list(`offset=${offset}`)).toMatchObject(refusal(400, 'offset'));
    }
    expect(await list('max=0')).toMatchObject(refusal(400, 'max'));
  });

  test('returns 100 items by default and at most 200', async () => {
    const { alice, carol, list } = await openAudit();
    const numbers = Array.from({ length: 201 }, (_, index) => index);
    await Promise.all(numbers.map((n) => alice.put(`people/${carol.id}`, { displayName: `C ${n}` })));
    expect((await list()).body.items).toHaveLength(100);
    expect((await list('max=1000')).body.items).toHaveLength(200);
    expect((await list('max=200&offset=200')).body.items).toHaveLength(1);
  });

  test.each([
    ['orgId', 'orgId='],
    ['from', 'from='],
    ['to', 'to='],
    ['from', 'from=yesterday'],
    ['to', 'to=2020-01-01'],
    ['a year', 'from=2020-01-01'],
  ])('rejects a wrong %s: %s', async (text, replacement) => {
    const { alice, orgId } = await openAudit();
    const query = new URLSearchParams({
      orgId: String(orgId),
      from: at(Date.now() - hour),
      to: at(Date.now()),
    });
    const [name = '', value = ''] = replacement.split('=');
    query.set(name, value);
    expect(await alice.get(`adminAudit/events?${query}`)).toMatchObject(refusal(400, text));
  });

  test('requires an administrator of the organization', async () => {
    const { alice, bob, list } = await openAudit();
    expect(await list('', bob)).toMatchObject(refusal(403, 'administrator'));
    const other = `adminAudit/events?orgId=other&from=${at(0)}&to=${at(hour)}`;
    expect(await alice.get(other)).toMatchObject(refusal(403, 'orgId'));
    expect(await bob.get('adminAudit/eventCategories')).toMatchObject(refusal(403, 'administrator'));
    const { eventCategories } = (await alice.get('adminAudit/eventCategories')).body;
    expect(eventCategories).toEqual(expect.arrayContaining(['LOGINS', 'USERS']));
  });
});
