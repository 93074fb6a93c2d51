import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal, type Speaker } from './open-emulator.js';

async function openTeam(attributes: object = {}) {
  const all = await openEmulator();
  const team = await make(all.alice, 'teams', { name: 'Team', ...attributes });
  return { ...all, team, teamId: team.id };
}

const roomsOf = async (actor: Speaker, teamId: string) =>
  (await actor.get(`rooms?teamId=${teamId}`)).body.items;

describe('POST /teams', () => {
  test("makes the creator a moderator and creates a General room with the team's name", async () => {
    const { alice, bob, team, teamId } = await openTeam({ description: 'Of us' });
    expect(team).toEqual({
      id: teamId,
      name: 'Team',
      description: 'Of us',
      created: expect.any(String),
    });
    expect((await alice.get(`teams/${teamId}`)).body).toEqual(team);
    expect((await alice.get(`team/memberships?teamId=${teamId}`)).body.items).toMatchObject([
      { teamId, personId: alice.id, isModerator: true },
    ]);
    const [general, ...others] = await roomsOf(alice, teamId);
    expect(general).toMatchObject({ title: 'Team', type: 'group', teamId });
    expect(others).toEqual([]);
    expect(await bob.get(`teams/${teamId}`)).toMatchObject(refusal(404, 'teamId'));
  });

  test.each([
    [{}, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 5 }, 'name must be a string'],
    [{ name: 'Team', description: 5 }, 'description must be a string'],
  ])('rejects %j', async (team, text) => {
    const { alice } = await openEmulator();
    expect(await alice.post('teams', team)).toMatchObject(refusal(400, text));
    expect((await alice.get('teams')).body.items).toEqual([]);
    expect((await alice.get('rooms')).body.items).toEqual([]);
  });
});

test("GET /teams lists only the caller's teams", async () => {
  const { alice, bob, team, teamId } = await openTeam();
  await make(bob, 'teams', { name: "Bob's" });
  expect((await alice.get('teams')).body.items).toEqual([team]);
  await make(alice, 'team/memberships', { teamId, personId: bob.id });
  expect((await bob.get('teams')).body.items.map(({ name }) => name)).toEqual(['Team', "Bob's"]);
});

describe('PUT /teams/{teamId}', () => {
  test('renames the team and its General room, and keeps an omitted description', async () => {
    const { alice, teamId, team } = await openTeam({ description: 'Of us' });
    const other = await make(alice, 'rooms', { title: 'Team', teamId });
    const renamed = await alice.put(`teams/${teamId}`, { name: 'Crew' });
    expect(renamed).toMatchObject({ status: 200, body: { ...team, name: 'Crew' } });
    expect((await alice.get(`teams/${teamId}`)).body).toEqual(renamed.body);
    const titles = (await roomsOf(alice, teamId)).map(({ id, title }) => (id === other.id ? 'other' : title));
    expect(titles).toEqual(['other', 'Crew']);
    const described = await alice.put(`teams/${teamId}`, { name: 'Crew', description: 'Of all' });
    expect(described.body).toMatchObject({ name: 'Crew', description: 'Of all' });
  });

  test('requires a name, a moderator and an existing team', async () => {
    const { alice, bob, carol, teamId } = await openTeam();
    await make(alice, 'team/memberships', { teamId, personId: bob.id });
    expect(await alice.put(`teams/${teamId}`, {})).toMatchObject(refusal(400, 'name'));
    expect(await bob.put(`teams/${teamId}`, { name: 'Mine' })).toMatchObject(refusal(403, 'moderator'));
    expect(await carol.put(`teams/${teamId}`, { name: 'Mine' })).toMatchObject(refusal(404, 'teamId'));
    expect(await alice.put('teams/none', { name: 'Mine' })).toMatchObject(refusal(404, 'teamId'));
  });
});

describe('DELETE /teams/{teamId}', () => {
  test('deletes the team and its memberships, and archives its rooms', async () => {
    const { alice, bob, teamId } = await openTeam();
    const membership = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    const room = await make(alice, 'rooms', {
      title: 'Room',
      teamId,
      isPublic: true,
      description: 'For all',
    });
    const message = await make(alice, 'messages', { roomId: room.id, text: 'Hello' });
    expect(await alice.delete(`teams/${teamId}`)).toMatchObject({ status: 204 });

    for (const path of [`teams/${teamId}`, `team/memberships/${membership.id}`]) {
      expect(await alice.get(path)).toMatchObject({ status: 404 });
    }
    expect(await alice.get(`team/memberships?teamId=${teamId}`)).toMatchObject(refusal(404, 'teamId'));
    expect((await alice.get('teams')).body.items).toEqual([]);
    expect((await alice.get('rooms')).body.items).toEqual([]);
    expect((await alice.get('rooms?orgPublicSpaces=true')).body.items).toEqual([]);
    // They can still be read by id.
    expect((await alice.get(`rooms/${room.id}`)).body).toMatchObject({ id: room.id, isPublic: false });
    expect((await alice.get(`messages/${message.id}`)).body).toEqual(message);
    expect((await alice.get(`memberships?roomId=${room.id}`)).body.items).toHaveLength(1);
    expect(await alice.delete(`teams/${teamId}`)).toMatchObject(refusal(404, 'teamId'));
  });

  test('requires a moderator', async () => {
    const { alice, bob, carol, teamId } = await openTeam();
    await make(alice, 'team/memberships', { teamId, personId: bob.id });
    expect(await bob.delete(`teams/${teamId}`)).toMatchObject(refusal(403, 'moderator'));
    expect(await carol.delete(`teams/${teamId}`)).toMatchObject(refusal(404, 'teamId'));
    expect((await alice.get(`teams/${teamId}`)).status).toBe(200);
  });
});

describe('an archived room', () => {
  test('results from deleting a room of a team', async () => {
    const { alice, teamId } = await openTeam();
    const room = await make(alice, 'rooms', { title: 'Room', teamId });
    const [general] = (await roomsOf(alice, teamId)).filter(({ id }) => id !== room.id);
    expect(await alice.delete(`rooms/${room.id}`)).toMatchObject({ status: 204 });
    expect(await alice.get(`rooms/${room.id}`)).toMatchObject({ status: 200 });
    expect(idsOf((await alice.get('rooms')).body.items)).toEqual([general?.id]);
    expect(await alice.delete(`rooms/${general?.id}`)).toMatchObject(refusal(403, 'General'));
  });

  test('is read-only, except that members can leave', async () => {
    const { alice, bob, teamId } = await openTeam();
    const { id: roomId } = await make(alice, 'rooms', { title: 'Room', teamId, isLocked: true });
    const { id: membershipId } = await make(alice, 'memberships', { roomId, personId: bob.id });
    const message = await make(bob, 'messages', { roomId, text: 'Hello' });
    const url = 'https://example.com/';
    const tab = await make(alice, 'room/tabs', { roomId, displayName: 'Tab', contentUrl: url });
    await alice.delete(`rooms/${roomId}`);
    const refused = [
      alice.put(`rooms/${roomId}`, { title: 'Other' }),
      alice.post('memberships', { roomId, personEmail: 'new@example.com' }),
      alice.put(`memberships/${membershipId}`, { isModerator: true }),
      alice.post('messages', { roomId, text: 'Hello' }),
      bob.put(`messages/${message.id}`, { roomId, text: 'Hi' }),
      bob.delete(`messages/${message.id}`),
      alice.post('room/tabs', { roomId, displayName: 'Another', contentUrl: url }),
      alice.put(`room/tabs/${tab.id}`, { roomId, displayName: 'Another', contentUrl: url }),
      alice.delete(`room/tabs/${tab.id}`),
    ];
    for (const answer of await Promise.all(refused)) expect(answer).toMatchObject(refusal(403, 'archived'));
    expect((await bob.get(`messages?roomId=${roomId}`)).body.items).toEqual([message]);
    expect((await alice.get(`room/tabs/${tab.id}`)).body).toEqual(tab);
    // Members can leave it.
    expect(await bob.delete(`memberships/${membershipId}`)).toMatchObject({ status: 204 });
    expect(await bob.get(`rooms/${roomId}`)).toMatchObject({ status: 404 });
  });
});

test('every method of /teams requires a token', async () => {
  const { emulator } = await openEmulator();
  for (const [method, path] of [
    ['GET', 'teams'],
    ['POST', 'teams'],
    ['GET', 'teams/a'],
    ['PUT', 'teams/a'],
    ['DELETE', 'teams/a'],
  ] as const) {
    expect((await fetch(`${emulator.url}${path}`, { method })).status).toBe(401);
  }
});
