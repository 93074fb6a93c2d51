import { describe, expect, test } from 'vitest';
import { type Body, idsOf, listOf, make, nextLink, openEmulator, refusal } from './open-emulator.js';

async function openLicenses() {
  const all = await openEmulator();
  const { items } = (await all.alice.get('licenses')).body;
  const find = (name: string): Body =>
    items.find((license) => String(license.name).startsWith(name)) ?? expect.unreachable();
  const assign = (body: object) => all.alice.patch('licenses/users', body);
  return {
    ...all,
    items,
    messaging: find('Messaging'),
    meeting: find('Meeting'),
    calling: find('Webex'),
    assign,
  };
}

test('GET /licenses lists licenses, and GET /licenses/{licenseId} returns one, with the units in use', async () => {
  const { alice, bob, items, messaging, assign } = await openLicenses();
  for (const license of items) {
    expect(license).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      totalUnits: 50,
      consumedUnits: 0,
      consumedByUsers: 0,
      consumedByWorkspaces: 0,
    });
    expect((await alice.get(`licenses/${license.id}`)).body).toEqual(license);
  }
  await assign({ personId: bob.id, licenses: [{ id: messaging.id }] });
  const used = { ...messaging, consumedUnits: 1, consumedByUsers: 1 };
  expect((await alice.get(`licenses/${messaging.id}`)).body).toEqual(used);
  expect((await alice.get('licenses')).body.items).toContainEqual(used);
  const { orgId } = (await alice.get('people/me')).body;
  expect((await alice.get(`licenses?orgId=${orgId}`)).body.items).toHaveLength(items.length);
  expect(await alice.get('licenses?orgId=other')).toMatchObject(refusal(403, 'orgId'));
  expect(await alice.get('licenses/none')).toMatchObject(refusal(404, 'licenseId'));
});

describe('PATCH /licenses/users', () => {
  test('adds and removes licenses by person id or email address, and returns the resulting ones', async () => {
    const { alice, bob, messaging, meeting, assign } = await openLicenses();
    const { orgId } = (await alice.get('people/me')).body;
    const first = await assign({
      personId: bob.id,
      orgId,
      licenses: [{ id: messaging.id }, { id: meeting.id, operation: 'add' }, { id: messaging.id }],
      siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'attendee' }],
    });
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      orgId,
      personId: bob.id,
      email: bob.email,
      licenses: [messaging.id, meeting.id],
      siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'attendee' }],
    });
    expect((await alice.get(`people/${bob.id}`)).body).toMatchObject({
      licenses: [messaging.id, meeting.id],
      siteUrls: ['example.webex.com#attendee'],
    });
    const second = await assign({
      email: bob.email.toUpperCase(),
      licenses: [{ id: messaging.id, operation: 'remove' }],
      siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'attendee', operation: 'remove' }],
    });
    expect(second.body).toMatchObject({ personId: bob.id, licenses: [meeting.id], siteUrls: [] });
    expect(await assign({ email: bob.email, personId: bob.id })).toMatchObject({ body: second.body });
  });

  test('requires a phone number, or an extension at a location, for a calling license', async () => {
    const { bob, calling, assign } = await openLicenses();
    const assignWith = (properties?: object) =>
      assign({ personId: bob.id, licenses: [{ id: calling.id, properties }] });
    for (const properties of [undefined, {}, { extension: '133' }, { locationId: 'here' }]) {
      expect(await assignWith(properties)).toMatchObject({
        status: 400,
        body: {
          message: 'License assignment failed.',
          errors: [{ errorCode: 400411, description: expect.stringContaining(calling.id) }],
        },
      });
    }
    expect(await assignWith({ extension: '133', locationId: 'here' })).toMatchObject({
      status: 200,
      body: { licenses: [calling.id] },
    });
    const removed = await assign({ personId: bob.id, licenses: [{ id: calling.id, operation: 'remove' }] });
    expect(removed.body).toMatchObject({ licenses: [] });
    expect(await assignWith({ phoneNumber: '+14085550133' })).toMatchObject({ status: 200 });
  });

  test('does not assign a license with no units left until one is freed', async () => {
    const { alice, bob, messaging, assign } = await openLicenses();
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const licenses = [messaging.id];
    const people = await Promise.all(
      numbers.map((number) =>
        make(alice, 'people', { emails: [`p${number}@example.com`], displayName: `P ${number}`, licenses }),
      ),
    );
    const give = { personId: bob.id, licenses: [{ id: messaging.id }] };
    expect(await assign(give)).toMatchObject({
      status: 400,
      body: { errors: [{ description: expect.stringContaining('No Messaging license is left') }] },
    });
    const again = { ...give, personId: people[0]?.id };
    expect(await assign(again)).toMatchObject({ status: 200 });
    await alice.delete(`people/${people[0]?.id}`);
    expect(await assign(give)).toMatchObject({ status: 200 });
  });

  test.each([
    [{ licenses: [] }, 400, 'email, personId'],
    [{ personId: 'nobody' }, 404, 'personId or email'],
    [{ email: 'nobody@example.com' }, 404, 'personId or email'],
    [{ email: 'bob@example.com', personId: 'carol' }, 400, 'email is not the email address of the person'],
    [{ email: 'bob@example.com', orgId: 'other' }, 403, 'orgId'],
    [{ email: 'bob@example.com', licenses: 'all' }, 400, 'licenses must be an array'],
    [{ email: 'bob@example.com', licenses: [{}] }, 400, 'licenses.id is required'],
    [{ email: 'bob@example.com', licenses: [{ id: 'real', operation: 'give' }] }, 400, 'licenses.operation'],
    [{ email: 'bob@example.com', siteUrls: [{ accountType: 'attendee' }] }, 400, 'siteUrls.siteUrl'],
    [{ email: 'bob@example.com', siteUrls: [{ siteUrl: 'a' }] }, 400, 'siteUrls.accountType is required'],
    [{ email: 'bob@example.com', siteUrls: [{ siteUrl: 'a', accountType: 'host' }] }, 400, 'be attendee'],
  ])('rejects %j', async (assignment, status, text) => {
    const { alice, bob, carol, messaging, assign } = await openLicenses();
    const named = JSON.stringify(assignment)
      .replace('"carol"', JSON.stringify(carol.id))
      .replace('"real"', JSON.stringify(messaging.id));
    expect(await assign(JSON.parse(named))).toMatchObject(refusal(status, text));
    expect((await alice.get(`people/${bob.id}`)).body).toMatchObject({ licenses: [] });
  });

  test('is a 206 if only some licenses can be assigned, and a 400 with an error for each if none can', async () => {
    const { alice, bob, messaging, meeting, calling, assign } = await openLicenses();
    const wanted = [{ id: 'none' }, { id: messaging.id }, { id: calling.id }, { id: meeting.id }];
    const some = await assign({ personId: bob.id, licenses: wanted });
    expect(some).toMatchObject({
      status: 206,
      body: { personId: bob.id, licenses: [messaging.id, meeting.id] },
    });
    expect((await alice.get(`people/${bob.id}`)).body.licenses).toEqual([messaging.id, meeting.id]);
    const none = await assign({ personId: bob.id, licenses: [{ id: 'none' }, { id: calling.id }] });
    expect(none).toMatchObject({
      status: 400,
      body: {
        errors: [
          { errorCode: 400000, description: 'License not recognized: none' },
          { errorCode: 400411, description: expect.stringContaining('licenses.properties') },
        ],
      },
    });
    expect((await alice.get(`people/${bob.id}`)).body.licenses).toEqual([messaging.id, meeting.id]);
  });

  test('requires an administrator', async () => {
    const { bob, messaging } = await openLicenses();
    const own = { personId: bob.id, licenses: [{ id: messaging.id }] };
    expect(await bob.patch('licenses/users', own)).toMatchObject(refusal(403, 'administrator'));
  });
});

test('GET /licenses/{licenseId} lists the people who have a license on request, page by page', async () => {
  const { alice, bob, carol, dave, messaging, assign } = await openLicenses();
  for (const { id } of [bob, carol, dave]) await assign({ personId: id, licenses: [{ id: messaging.id }] });
  const path = `licenses/${messaging.id}`;
  const usersOf = ({ users }: Body) => listOf(users);
  expect((await alice.get(path)).body).not.toHaveProperty('users');
  const all = await alice.get(`${path}?includeAssignedTo=user`);
  expect(usersOf(all.body)).toContainEqual({
    id: bob.id,
    type: 'INTERNAL',
    displayName: bob.displayName,
    email: bob.email,
  });
  expect(nextLink(all)).toBeUndefined();
  const first = await alice.get(`${path}?includeAssignedTo=user&limit=2`);
  const second = await alice.get(nextLink(first) ?? '');
  expect(nextLink(second)).toBeUndefined();
  const found = [...usersOf(first.body), ...usersOf(second.body)];
  expect(usersOf(first.body)).toHaveLength(2);
  expect(idsOf(found).sort()).toEqual([bob.id, carol.id, dave.id].sort());
  const wrong = await alice.get(`${path}?includeAssignedTo=workspace`);
  expect(wrong).toMatchObject(refusal(400, 'includeAssignedTo'));
  expect(await alice.get(`${path}?includeAssignedTo=user&limit=0`)).toMatchObject(refusal(400, 'limit'));
});
