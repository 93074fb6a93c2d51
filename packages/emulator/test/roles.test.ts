import { expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal } from './open-emulator.js';

test('GET /roles lists roles, GET /roles/{roleId} returns one', async () => {
  const { alice } = await openEmulator();
  const { items } = (await alice.get('roles')).body;
  expect(items.map(({ name }) => name)).toContain('Full Administrator');
  for (const role of items) {
    expect(role).toEqual({ id: expect.any(String), name: expect.any(String) });
    expect((await alice.get(`roles/${role.id}`)).body).toEqual(role);
  }
  expect(await alice.get('roles/none')).toMatchObject(refusal(404, 'roleId'));
});

test('assigning the administrator role makes a person an administrator, removing it undoes that', async () => {
  const { alice, bob } = await openEmulator();
  const { items } = (await alice.get('roles')).body;
  const [administrator, ...others] = items;
  const promote = (roles: readonly string[]) => alice.put(`people/${bob.id}`, { displayName: 'Bob', roles });
  await promote(idsOf(others));
  expect(await bob.get('roles')).toMatchObject(refusal(403, 'administrator'));
  await promote([String(administrator?.id)]);
  expect((await bob.get('roles')).body.items).toEqual(items);
  const { body } = await bob.get(`people/${bob.id}`);
  expect(body).toMatchObject({ roles: [administrator?.id] });
  await promote([]);
  expect(await bob.get('roles')).toMatchObject(refusal(403, 'administrator'));
});

test("GET /organizations lists and returns the organization; it can't be deleted while it has people", async () => {
  const { alice } = await openEmulator();
  const { items } = (await alice.get('organizations')).body;
  expect(items).toEqual([
    { id: expect.any(String), displayName: expect.any(String), created: expect.any(String) },
  ]);
  const path = `organizations/${items[0]?.id}`;
  expect((await alice.get(path)).body).toEqual(items[0]);
  expect((await alice.get('people/me')).body.orgId).toBe(items[0]?.id);
  expect(await alice.delete(path)).toMatchObject(refusal(409, 'users'));
  expect((await alice.get(path)).status).toBe(200);
  expect(await alice.get('organizations/other')).toMatchObject(refusal(404, 'orgId'));
  expect(await alice.delete('organizations/other')).toMatchObject(refusal(404, 'orgId'));
});

test.each(['roles', 'organizations', 'licenses'])('POST /%s is not allowed', async (path) => {
  const { alice } = await openEmulator();
  const answer = await alice.post(path, { name: 'New' });
  expect(answer).toMatchObject(refusal(405, 'GET'));
  expect(answer.headers.get('allow')).toBe('GET');
});

test('roles, organizations and licenses require an administrator', async () => {
  const { alice, bob, robot } = await openEmulator();
  const paths = ['roles', 'organizations', 'licenses'];
  for (const path of paths) {
    const [one] = (await alice.get(path)).body.items;
    for (const actor of [bob, robot]) {
      expect(await actor.get(path)).toMatchObject(refusal(403, 'administrator'));
      expect(await actor.get(`${path}/${one?.id}`)).toMatchObject(refusal(403, 'administrator'));
    }
  }
  const [organization] = (await alice.get('organizations')).body.items;
  expect(await bob.delete(`organizations/${organization?.id}`)).toMatchObject(refusal(403, 'administrator'));
  await make(bob, 'rooms', { title: 'Others work' });
});
