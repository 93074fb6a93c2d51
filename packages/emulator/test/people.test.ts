import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, pages, refusal } from './open-emulator.js';

const eve = { emails: ['eve@example.com'], displayName: 'Eve Evans' };

describe('GET /people', () => {
  test('returns the caller and others; administrators see more attributes', async () => {
    const { alice, bob } = await openEmulator();
    const me = (await bob.get('people/me')).body;
    expect(me).toEqual({
      id: bob.id,
      emails: [bob.email],
      userName: bob.email,
      displayName: 'Bob Brown',
      firstName: 'Bob',
      lastName: 'Brown',
      nickName: 'Bob',
      avatar: expect.stringMatching(/\/avatars\/[\w-]+\.png$/),
      lastActivity: expect.any(String),
      orgId: expect.any(String),
      created: expect.any(String),
      lastModified: expect.any(String),
      status: 'active',
      type: 'person',
    });
    expect((await bob.get(`people/${bob.id}`)).body).toEqual(me);
    expect((await alice.get(`people/${bob.id}`)).body).toEqual({
      ...me,
      roles: [],
      licenses: [],
      loginEnabled: true,
      invitePending: false,
    });
    expect(await bob.get('people/nobody')).toMatchObject(refusal(404, 'personId'));
  });

  test('finds people by email address, start of the name or id', async () => {
    const { alice, bob, carol, robot } = await openEmulator();
    const listed = async (query: string) => idsOf((await bob.get(`people?${query}`)).body.items);
    expect(await listed('email=ALICE@example.com')).toEqual([alice.id]);
    expect(await listed('email=nobody@example.com')).toEqual([]);
    expect(await listed('displayName=cAr')).toEqual([carol.id]);
    expect(await listed('displayName=Clark')).toEqual([]);
    expect(await listed(`id=${carol.id},${alice.id}`)).toEqual([alice.id, carol.id]);
    expect(await listed(`id=${robot.id}&id=${robot.id}`)).toEqual([robot.id]);
    expect(await listed(`displayName=A&id=${carol.id},${alice.id}`)).toEqual([alice.id]);
    expect(await listed('displayName=A&email=bob@example.com')).toEqual([]);
  });

  test('without filters is for administrators only, sorted by name', async () => {
    const { alice, bob, emulator } = await openEmulator();
    expect(await bob.get('people')).toMatchObject(refusal(400, 'email, displayName and id'));
    expect(await bob.get('people?max=10&roles=a')).toMatchObject(refusal(400, 'email'));
    const { items } = (await alice.get('people')).body;
    expect(idsOf(items)).toEqual(emulator.users.map(({ id }) => id));
    const [role] = Array.isArray(items[0]?.roles) ? items[0].roles : [];
    expect(idsOf((await alice.get(`people?roles=${role}`)).body.items)).toEqual([alice.id]);
    expect(idsOf((await alice.get(`people?orgId=${items[0]?.orgId}`)).body.items)).toHaveLength(5);
    expect(await alice.get('people?orgId=another')).toMatchObject(refusal(403, 'orgId'));
  });

  test('lists unknown ids as notFoundIds, and omits presence for a search by ids', async () => {
    const { bob } = await openEmulator();
    const { body } = await bob.get(`people?id=${bob.id},x,y`);
    expect(body).toMatchObject({ items: [{ id: bob.id }], notFoundIds: ['x', 'y'] });
    expect(body.items[0]).not.toHaveProperty('status');
    expect((await bob.get(`people?id=${bob.id}`)).body).not.toHaveProperty('notFoundIds');
    expect((await bob.get('people?displayName=bob')).body.items).toMatchObject([{ status: 'active' }]);
    const without = await bob.get('people?displayName=bob&excludeStatus=true');
    expect(without.body.items[0]).not.toHaveProperty('status');
    const many = (count: number) => Array.from({ length: count }, (_, index) => `id${index}`).join(',');
    expect((await bob.get(`people?id=${many(85)}`)).body.notFoundIds).toHaveLength(85);
    expect(await bob.get(`people?id=${many(86)}`)).toMatchObject(refusal(400, 'id can have at most 85'));
  });

  test('has smaller pages with locationId and callingData', async () => {
    const { alice } = await openEmulator();
    for (let index = 0; index < 101; index += 1) {
      await make(alice, 'people', {
        emails: [`p${index}@example.org`],
        displayName: `P${index}`,
        locationId: 'here',
      });
    }
    const sizes = async (query: string) =>
      (await pages(alice, `people?${query}`)).map(({ length }) => length);
    expect(await sizes('displayName=p&max=1000')).toEqual([101]);
    expect(await sizes('displayName=p')).toEqual([100, 1]);
    expect(await sizes('displayName=p&callingData=true&max=1000')).toEqual([100, 1]);
    expect(await sizes('locationId=here&max=1000')).toEqual([50, 50, 1]);
  });
});

describe('POST /people', () => {
  test('creates a pending account', async () => {
    const { alice, bob } = await openEmulator();
    const person = await make(alice, 'people', { ...eve, firstName: 'Eve', department: 'Sales' });
    expect(person).toMatchObject({
      ...eve,
      firstName: 'Eve',
      nickName: 'Eve',
      department: 'Sales',
      status: 'pending',
      invitePending: true,
      type: 'person',
    });
    expect((await bob.get('people?email=eve@example.com')).body.items).toMatchObject([{ id: person.id }]);
    const named = await make(alice, 'people', { emails: ['f@example.com'], firstName: 'F', lastName: 'G' });
    expect(named.displayName).toBe('F G');
    const brief = await alice.post('people?minResponse=true', { ...eve, emails: ['h@example.com'] });
    expect(brief.body).toEqual({ id: expect.any(String) });
  });

  test.each([
    [{ displayName: 'Eve' }, 400, 'emails'],
    [{ ...eve, emails: [] }, 400, 'emails'],
    [{ ...eve, emails: 'eve@example.com' }, 400, 'emails must be an array'],
    [{ ...eve, emails: ['eve'] }, 400, 'emails'],
    [{ ...eve, emails: ['eve@example.com', 'e@example.com'] }, 400, 'emails'],
    [{ emails: eve.emails }, 400, 'displayName, firstName, lastName'],
    [{ ...eve, roles: [1] }, 400, 'roles'],
    [{ ...eve, roles: ['Full Administrator'] }, 400, 'roles must be ids'],
    [{ ...eve, loginEnabled: 'yes' }, 400, 'loginEnabled'],
    [{ ...eve, orgId: 'another' }, 403, 'orgId'],
    [{ ...eve, emails: ['BOB@example.com'] }, 409, 'exists'],
  ])('rejects %j', async (person, status, text) => {
    const { alice } = await openEmulator();
    expect(await alice.post('people', person)).toMatchObject(refusal(status, text));
    expect((await alice.get('people')).body.items).toHaveLength(5);
  });

  test('requires an administrator, as do PUT and DELETE', async () => {
    const { bob, carol } = await openEmulator();
    expect(await bob.post('people', eve)).toMatchObject(refusal(403, 'administrator'));
    expect(await bob.put(`people/${bob.id}`, eve)).toMatchObject(refusal(403, 'administrator'));
    expect(await bob.delete(`people/${carol.id}`)).toMatchObject(refusal(403, 'administrator'));
  });
});

describe('PUT /people/{personId}', () => {
  test('replaces all attributes: omitted ones are cleared', async () => {
    const { alice } = await openEmulator();
    const [license] = (await alice.get('licenses')).body.items;
    const full = {
      ...eve,
      firstName: 'Eve',
      department: 'Sales',
      licenses: [license?.id],
      addresses: [{ type: 'work' }],
    };
    const person = await make(alice, 'people', full);
    expect(person).toMatchObject(full);
    const updated = await alice.put(`people/${person.id}`, { displayName: 'Evelyn', lastName: 'Evans' });
    const { id, created } = person;
    expect(updated.body).toMatchObject({
      id,
      created,
      emails: eve.emails,
      displayName: 'Evelyn',
      licenses: [],
    });
    for (const name of ['firstName', 'nickName', 'department', 'addresses']) {
      expect(updated.body).not.toHaveProperty(name);
    }
    expect(Date.parse(String(updated.body.lastModified))).toBeGreaterThan(Date.parse(String(created)));
    expect((await alice.get(`people/${id}`)).body).toEqual(updated.body);
    expect(idsOf((await alice.get('people?displayName=evelyn')).body.items)).toEqual([id]);
    expect((await alice.get('people?displayName=eve evans')).body.items).toEqual([]);
  });

  test('changes the email address unless it is taken', async () => {
    const { alice, bob } = await openEmulator();
    const path = `people/${bob.id}`;
    const displayName = 'Bob';
    const moved = await alice.put(path, { displayName, emails: ['robert@example.com'] });
    expect(moved.body).toMatchObject({ emails: ['robert@example.com'] });
    expect((await alice.get('people?email=bob@example.com')).body.items).toEqual([]);
    const taken = await alice.put(path, { displayName, emails: ['carol@example.com'] });
    expect(taken).toMatchObject(refusal(409, 'carol@example.com'));
    expect(await alice.put(path, { emails: ['b@example.com'] })).toMatchObject(refusal(400, 'displayName'));
    expect((await alice.put(`${path}?minResponse=true`, { displayName })).body).toEqual({ id: bob.id });
    expect(await alice.put('people/nobody', { displayName })).toMatchObject(refusal(404, 'personId'));
  });

  test('disables an account, and removes administrators from their role', async () => {
    const { alice, bob } = await openEmulator();
    await alice.put(`people/${bob.id}`, { displayName: 'Bob', loginEnabled: false });
    expect(await bob.get('people/me')).toMatchObject({ status: 401 });
    await alice.put(`people/${alice.id}`, { displayName: 'Alice' });
    expect(await alice.get('people')).toMatchObject({ status: 400 });
  });
});

test('DELETE /people/{personId} deletes memberships and tokens, and keeps messages', async () => {
  const { alice, bob } = await openEmulator();
  const { id: roomId } = await make(alice, 'rooms', { title: 'Room' });
  const membership = await make(alice, 'memberships', { roomId, personId: bob.id });
  const message = await make(bob, 'messages', { roomId, text: 'Bye' });
  const direct = await make(bob, 'messages', { toPersonId: alice.id, text: 'Bye' });
  expect((await alice.delete(`people/${bob.id}`)).status).toBe(204);
  expect(await bob.get('people/me')).toMatchObject({ status: 401 });
  expect(await alice.get(`people/${bob.id}`)).toMatchObject({ status: 404 });
  expect((await alice.get('people?email=bob@example.com')).body.items).toEqual([]);
  expect(await alice.get(`memberships/${membership.id}`)).toMatchObject({ status: 404 });
  expect((await alice.get(`messages/${message.id}`)).body).toEqual(message);
  expect((await alice.get(`rooms/${direct.roomId}`)).body).toMatchObject({ title: 'Empty Title' });
  expect(await alice.delete(`people/${bob.id}`)).toMatchObject(refusal(404, 'personId'));
});

describe('presence', () => {
  test('status is active within ten minutes of the last activity, then inactive, and pending before the first login', async () => {
    const { alice, bob, carol } = await openEmulator({
      seed: { people: [{ email: 'carol@example.com', lastActivity: '2026-01-01T00:00:00.000Z' }] },
    });
    const statusOf = async (id: string) => (await alice.get(`people/${id}`)).body.status;
    expect(await statusOf(bob.id)).toBe('active');
    expect(await statusOf(carol.id)).toBe('inactive');
    await make(carol, 'messages', { toPersonId: bob.id, text: 'Back' });
    expect(await statusOf(carol.id)).toBe('active');
    const invited = await make(alice, 'people', eve);
    expect(await statusOf(invited.id)).toBe('pending');
  });
});

describe('avatars', () => {
  test('are generated for everybody, and served as PNG without a token', async () => {
    const { alice, bob, robot, emulator } = await openEmulator();
    const pictures = await Promise.all(
      [alice, bob, robot].map(async ({ id }) => {
        const { avatar } = (await alice.get(`people/${id}`)).body;
        expect(String(avatar)).toContain(new URL('/avatars/', emulator.url).href);
        const response = await fetch(String(avatar));
        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
        return Buffer.from(await response.arrayBuffer());
      }),
    );
    for (const picture of pictures) {
      expect(picture.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
      // Width and height.
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([80, 80]);
    }
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(3);
    expect((await fetch(new URL('/avatars/none.png', emulator.url))).status).toBe(404);
  });

  test('set with PUT /people are kept', async () => {
    const { alice } = await openEmulator();
    const avatar = 'https://example.com/eve.png';
    expect(await make(alice, 'people', { ...eve, avatar })).toMatchObject({ avatar });
  });
});

test('POST and PUT people assign the licenses that can be assigned and skip the others', async () => {
  const { alice } = await openEmulator();
  const { items } = (await alice.get('licenses')).body;
  const [messaging = '', meeting = '', calling = ''] = idsOf(items);
  const created = await make(alice, 'people', { ...eve, licenses: ['none', messaging, calling, messaging] });
  expect(created.licenses).toEqual([messaging]);
  const body = { ...eve, licenses: [meeting, calling, 'none'] };
  const updated = await alice.put(`people/${created.id}`, body);
  expect(updated).toMatchObject({ status: 200, body: { licenses: [meeting] } });
  const withNumber = { ...body, extension: '133', locationId: 'here' };
  expect((await alice.put(`people/${created.id}`, withNumber)).body.licenses).toEqual([meeting, calling]);
});
