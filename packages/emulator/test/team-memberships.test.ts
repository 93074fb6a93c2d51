import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal, type Speaker } from './open-emulator.js';

async function openTeam() {
  const all = await openEmulator();
  const { id: teamId } = await make(all.alice, 'teams', { name: 'Team' });
  const [general] = (await all.alice.get(`rooms?teamId=${teamId}`)).body.items;
  const { items } = (await all.alice.get(`team/memberships?teamId=${teamId}`)).body;
  return { ...all, teamId, generalId: String(general?.id), ownId: String(items[0]?.id) };
}

const moderators = async (actor: Speaker, teamId: string) =>
  (await actor.get(`team/memberships?teamId=${teamId}`)).body.items
    .filter(({ isModerator }) => isModerator)
    .map(({ personId }) => personId);

describe('POST /team/memberships', () => {
  test('adds a person to the team and its General room, by id or by email address', async () => {
    const { alice, bob, carol, teamId, generalId } = await openTeam();
    const added = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    expect(added).toEqual({
      id: added.id,
      teamId,
      personId: bob.id,
      personEmail: bob.email,
      personDisplayName: bob.displayName,
      personOrgId: expect.any(String),
      isModerator: false,
      created: expect.any(String),
    });
    const name = (id: string) => Buffer.from(id, 'base64url').toString().split('/').at(-1);
    expect(name(added.id)).toBe(`${name(bob.id)}:${name(teamId)}`);
    expect((await bob.get(`team/memberships/${added.id}`)).body).toEqual(added);
    expect(idsOf((await bob.get('rooms')).body.items)).toEqual([generalId]);
    const byAddress = { teamId, personEmail: carol.email.toUpperCase(), isModerator: true };
    expect(await make(alice, 'team/memberships', byAddress)).toMatchObject({
      personId: carol.id,
      isModerator: true,
    });
    const { items } = (await carol.get(`memberships?roomId=${generalId}`)).body;
    expect(items.map(({ personId }) => personId)).toEqual([alice.id, bob.id, carol.id]);
  });

  test('invites an unknown email address', async () => {
    const { alice, teamId, generalId } = await openTeam();
    const added = await make(alice, 'team/memberships', { teamId, personEmail: 'new@example.org' });
    expect((await alice.get(`people/${added.personId}`)).body).toMatchObject({ invitePending: true });
    expect((await alice.get(`memberships?roomId=${generalId}`)).body.items).toHaveLength(2);
  });

  test("does not add the person to the team's other rooms, which they can join", async () => {
    const { alice, bob, teamId, generalId } = await openTeam();
    const room = await make(alice, 'rooms', { title: 'Room', teamId });
    await make(alice, 'memberships', { roomId: generalId, personId: bob.id });
    await make(alice, 'team/memberships', { teamId, personId: bob.id });
    expect(idsOf((await bob.get(`rooms?teamId=${teamId}`)).body.items)).toEqual([generalId]);
    expect(await bob.get(`rooms/${room.id}`)).toMatchObject({ status: 404 });
  });

  test.each([
    [{ personEmail: 'bob@example.com' }, 400, 'teamId'],
    [{ teamId: 'here' }, 400, 'personId, personEmail'],
    [{ teamId: 'here', personId: 'a', personEmail: 'bob@example.com' }, 400, 'personId and personEmail'],
    [{ teamId: 'here', personEmail: 'bob' }, 400, 'personEmail'],
    [{ teamId: 'here', personEmail: 'bob@example.com', isModerator: 'yes' }, 400, 'isModerator'],
    [{ teamId: 'here', personId: 'nobody' }, 404, 'personId'],
    [{ teamId: 'nowhere', personEmail: 'bob@example.com' }, 404, 'teamId'],
    [{ teamId: 'here', personEmail: 'alice@example.com' }, 409, 'already a member'],
  ])('rejects %j', async (membership, status, text) => {
    const { alice, teamId } = await openTeam();
    const isHere = 'teamId' in membership && membership.teamId === 'here';
    const answer = await alice.post('team/memberships', isHere ? { ...membership, teamId } : membership);
    expect(answer).toMatchObject(refusal(status, text));
  });

  test('requires a moderator of the team', async () => {
    const { alice, bob, carol, teamId } = await openTeam();
    const carolToo = { teamId, personId: carol.id };
    expect(await bob.post('team/memberships', carolToo)).toMatchObject(refusal(404, 'teamId'));
    const { id } = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    expect(await bob.post('team/memberships', carolToo)).toMatchObject(refusal(403, 'moderator'));
    await alice.put(`team/memberships/${id}`, { isModerator: true });
    expect(await make(bob, 'team/memberships', carolToo)).toMatchObject({ personId: carol.id });
  });
});

test('GET /team/memberships, with or without an id, requires a team member', async () => {
  const { alice, bob, teamId, ownId } = await openTeam();
  const items = [{ id: ownId, personId: alice.id }];
  expect((await alice.get(`team/memberships?teamId=${teamId}`)).body).toMatchObject({ items });
  expect(await alice.get('team/memberships')).toMatchObject(refusal(400, 'teamId'));
  expect(await bob.get(`team/memberships?teamId=${teamId}`)).toMatchObject(refusal(404, 'teamId'));
  expect(await bob.get(`team/memberships/${ownId}`)).toMatchObject(refusal(404, 'membershipId'));
  expect(await alice.get('team/memberships/none')).toMatchObject(refusal(404, 'membershipId'));
});

describe('PUT /team/memberships/{membershipId}', () => {
  test('adds and removes moderators, except the last one', async () => {
    const { alice, bob, teamId, ownId } = await openTeam();
    const { id } = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    const last = await alice.put(`team/memberships/${ownId}`, { isModerator: false });
    expect(last).toMatchObject(refusal(403, 'last moderator'));
    const made = await alice.put(`team/memberships/${id}`, { isModerator: true });
    expect(made).toMatchObject({ status: 200, body: { id, isModerator: true } });
    expect(await bob.put(`team/memberships/${ownId}`, { isModerator: false })).toMatchObject({ status: 200 });
    expect(await moderators(alice, teamId)).toEqual([bob.id]);
  });

  test('requires isModerator and a moderator', async () => {
    const { alice, bob, carol, teamId } = await openTeam();
    const { id } = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    const path = `team/memberships/${id}`;
    expect(await alice.put(path, {})).toMatchObject(refusal(400, 'isModerator is required'));
    expect(await alice.put(path, { isModerator: 'yes' })).toMatchObject(refusal(400, 'a boolean'));
    expect(await bob.put(path, { isModerator: true })).toMatchObject(refusal(403, 'moderator'));
    expect(await carol.put(path, { isModerator: true })).toMatchObject(refusal(404, 'membershipId'));
  });
});

describe('DELETE /team/memberships/{membershipId}', () => {
  test("removes a person from the team's rooms, and from no other room", async () => {
    const { alice, bob, teamId } = await openTeam();
    const { id } = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    const ofTeam = await make(alice, 'rooms', { title: 'Room', teamId });
    const other = await make(alice, 'rooms', { title: 'Other' });
    for (const { id: roomId } of [ofTeam, other]) {
      await make(alice, 'memberships', { roomId, personId: bob.id });
    }
    expect(await alice.delete(`team/memberships/${id}`)).toMatchObject({ status: 204 });
    expect(await bob.get(`teams/${teamId}`)).toMatchObject({ status: 404 });
    expect(idsOf((await bob.get('rooms')).body.items)).toEqual([other.id]);
    expect(await alice.get(`team/memberships/${id}`)).toMatchObject(refusal(404, 'membershipId'));
    expect((await alice.get(`team/memberships?teamId=${teamId}`)).body.items).toHaveLength(1);
  });

  test('requires a moderator; anybody can leave, except the last moderator', async () => {
    const { alice, bob, carol, dave, teamId, generalId, ownId } = await openTeam();
    const [bobs, carols] = await Promise.all(
      [bob, carol].map(({ id }) => make(alice, 'team/memberships', { teamId, personId: id })),
    );
    const path = `team/memberships/${carols?.id}`;
    expect(await bob.delete(path)).toMatchObject(refusal(403, 'moderator'));
    expect(await dave.delete(path)).toMatchObject(refusal(404, 'membershipId'));
    expect(await carol.delete(path)).toMatchObject({ status: 204 });
    expect(await alice.delete(`team/memberships/${ownId}`)).toMatchObject(refusal(403, 'last moderator'));
    // Nor by way of the General room.
    const { items } = (await alice.get('memberships')).body;
    const general = items.find(({ roomId }) => roomId === generalId);
    expect(await alice.delete(`memberships/${general?.id}`)).toMatchObject(refusal(403, 'last moderator'));
    await alice.put(`team/memberships/${bobs?.id}`, { isModerator: true });
    expect(await alice.delete(`team/memberships/${ownId}`)).toMatchObject({ status: 204 });
    expect(await moderators(bob, teamId)).toEqual([bob.id]);
  });
});

describe('DELETE /people/{personId} for a team member', () => {
  test('makes the oldest member a moderator if the person was the last one', async () => {
    const { alice, bob, carol, dave } = await openEmulator();
    const { id: teamId } = await make(bob, 'teams', { name: 'Team' });
    for (const { id } of [carol, dave]) await make(bob, 'team/memberships', { teamId, personId: id });
    expect(await alice.delete(`people/${bob.id}`)).toMatchObject({ status: 204 });
    expect(await moderators(carol, teamId)).toEqual([carol.id]);
  });

  test('deletes a team if the person was its only member', async () => {
    const { alice, bob, carol } = await openEmulator();
    const { id: teamId } = await make(bob, 'teams', { name: 'Team' });
    const { id: roomId } = await make(bob, 'rooms', { title: 'Room', teamId });
    await make(bob, 'memberships', { roomId, personId: carol.id });
    await alice.delete(`people/${bob.id}`);
    expect((await carol.get(`rooms/${roomId}`)).body).toMatchObject({ teamId });
    expect((await carol.get('rooms')).body.items).toEqual([]);
    expect(await carol.post('messages', { roomId, text: 'Hello?' })).toMatchObject(refusal(403, 'archived'));
  });
});
