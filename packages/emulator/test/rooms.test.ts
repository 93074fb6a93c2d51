import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal } from './open-emulator.js';

describe('POST /rooms', () => {
  test('makes the creator a member, and a moderator if the room is locked', async () => {
    const { alice, bob } = await openEmulator();
    const room = await make(alice, 'rooms', { title: 'Open' });
    expect(room).toMatchObject({ title: 'Open', type: 'group', isLocked: false, creatorId: alice.id });
    expect(room.lastActivity).toBe(room.created);
    expect((await alice.get(`rooms/${room.id}`)).body).toEqual(room);
    const locked = await make(alice, 'rooms', { title: 'Locked', isLocked: true, isAnnouncementOnly: true });
    for (const [{ id }, isModerator] of [[room, false] as const, [locked, true] as const]) {
      expect((await alice.get(`memberships?roomId=${id}`)).body.items).toMatchObject([
        { personId: alice.id, isModerator },
      ]);
    }
    expect(await bob.get(`rooms/${room.id}`)).toMatchObject(refusal(404, 'room'));
  });

  test.each([
    [{}, /title/],
    [{ title: ' ' }, /title/],
    [{ title: 5 }, /title must be a string/],
    [{ title: 'Room', isLocked: 'true' }, /isLocked must be a boolean/],
    [{ title: 'Room', isAnnouncementOnly: true }, /isLocked/],
    [{ title: 'Room', isPublic: true }, /description/],
  ])('rejects %j', async (room, text) => {
    const { alice } = await openEmulator();
    expect(await alice.post('rooms', room)).toMatchObject(refusal(400, text));
  });

  test('accepts only a team of the creator, and no classification from a bot', async () => {
    const { alice, robot } = await openEmulator();
    const { id: teamId } = await make(alice, 'teams', { name: 'Team' });
    expect(await make(alice, 'rooms', { title: 'Room', teamId })).toMatchObject({ teamId });
    expect(await robot.post('rooms', { title: 'Room', teamId })).toMatchObject(refusal(404, 'team'));
    expect(await alice.post('rooms', { title: 'Room', teamId: 'x' })).toMatchObject(refusal(404, 'team'));
    const classified = { title: 'Room', classificationId: 'secret' };
    expect(await make(alice, 'rooms', classified)).toMatchObject(classified);
    expect(await robot.post('rooms', classified)).toMatchObject(refusal(403, 'bot'));
  });
});

describe('GET /rooms', () => {
  test("lists only the caller's rooms, most recent activity first", async () => {
    const { alice, bob } = await openEmulator();
    const first = await make(alice, 'rooms', { title: 'First' });
    const second = await make(alice, 'rooms', { title: 'Second' });
    await make(bob, 'rooms', { title: "Bob's" });
    expect(idsOf((await alice.get('rooms')).body.items)).toEqual([second.id, first.id]);
    const message = await make(alice, 'messages', { roomId: first.id, text: 'Hello' });
    const { items } = (await alice.get('rooms')).body;
    expect(idsOf(items)).toEqual([first.id, second.id]);
    expect(items[0]?.lastActivity).toBe(message.created);
    expect(idsOf((await alice.get('rooms?sortBy=created')).body.items)).toEqual([second.id, first.id]);
    expect(idsOf((await alice.get('rooms?sortBy=lastactivity')).body.items)).toEqual([first.id, second.id]);
    expect(idsOf((await alice.get('rooms?sortBy=id')).body.items)).toEqual([first.id, second.id].sort());
  });

  test('filters by type and team', async () => {
    const { alice, bob } = await openEmulator();
    const group = await make(alice, 'rooms', { title: 'Group' });
    const { id: teamId } = await make(alice, 'teams', { name: 'Team' });
    const ofTeam = await make(alice, 'rooms', { title: 'Of the team', teamId });
    const general = expect.any(String);
    const { roomId } = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    expect(idsOf((await alice.get('rooms?type=direct')).body.items)).toEqual([roomId]);
    expect(idsOf((await alice.get('rooms?type=group')).body.items)).toEqual([ofTeam.id, general, group.id]);
    expect(idsOf((await alice.get(`rooms?teamId=${teamId}`)).body.items)).toEqual([ofTeam.id, general]);
  });

  test("lists the organization's public rooms, whether or not the caller is a member", async () => {
    const { alice, bob } = await openEmulator();
    await make(alice, 'rooms', { title: 'Private' });
    const attributes = { isPublic: true, description: 'For all' };
    const one = await make(alice, 'rooms', { title: 'One', ...attributes });
    const two = await make(alice, 'rooms', { title: 'Two', ...attributes });
    const listed = async (query: string) => idsOf((await bob.get(`rooms?${query}`)).body.items);
    expect(await listed('orgPublicSpaces=true')).toEqual([two.id, one.id]);
    expect(await listed(`orgPublicSpaces=true&from=${one.madePublic}`)).toEqual([two.id]);
    expect(await listed(`orgPublicSpaces=true&to=${two.madePublic}`)).toEqual([one.id]);
    expect(await listed('orgPublicSpaces=false')).toEqual([]);
    expect((await bob.get(`rooms/${one.id}`)).body).toEqual(one);
    expect(await bob.get(`messages?roomId=${one.id}`)).toMatchObject({ status: 404 });
  });

  test.each([
    ['type=secret', 'type must be one of direct, group'],
    ['sortBy=title', 'sortBy'],
    ['orgPublicSpaces=yes', 'orgPublicSpaces'],
    ['orgPublicSpaces=true&type=group', 'type'],
    ['orgPublicSpaces=true&teamId=x', 'teamId'],
    ['orgPublicSpaces=true&sortBy=id', 'sortBy'],
    ['orgPublicSpaces=true&from=yesterday', 'from'],
    ['orgPublicSpaces=true&from=2024-02-01&to=2024-01-01', 'from'],
  ])('rejects %s', async (query, text) => {
    const { alice } = await openEmulator();
    expect(await alice.get(`rooms?${query}`)).toMatchObject(refusal(400, text));
  });
});

describe('PUT /rooms/{roomId}', () => {
  test('changes only the given attributes', async () => {
    const { alice } = await openEmulator();
    const room = await make(alice, 'rooms', { title: 'Before', description: 'Kept' });
    const renamed = await alice.put(`rooms/${room.id}`, { title: 'After' });
    expect(renamed).toMatchObject({ status: 200, body: { ...room, title: 'After' } });
    const bare = await alice.put(`rooms/${room.id}`, { title: 'After', description: ' ' });
    expect(bare.body).not.toHaveProperty('description');
    expect((await alice.get(`rooms/${room.id}`)).body).toEqual(bare.body);
    expect(await alice.put(`rooms/${room.id}`, {})).toMatchObject(refusal(400, 'title'));
    expect(await alice.put('rooms/nothing', { title: 'After' })).toMatchObject(refusal(404, 'room'));
  });

  test('requires a moderator in a moderated room; isLocked makes the caller one', async () => {
    const { alice, bob } = await openEmulator();
    const room = await make(alice, 'rooms', { title: 'Room' });
    await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
    const locked = await bob.put(`rooms/${room.id}`, { title: 'Room', isLocked: true });
    expect(locked.body).toMatchObject({ isLocked: true });
    expect(await alice.put(`rooms/${room.id}`, { title: 'Mine' })).toMatchObject(refusal(403, 'moderator'));
    await bob.put(`rooms/${room.id}`, { title: 'Room', isAnnouncementOnly: true });
    const unlocked = await bob.put(`rooms/${room.id}`, { title: 'Room', isLocked: false });
    expect(unlocked.body).toMatchObject({ isLocked: false, isAnnouncementOnly: false });
    const { items } = (await alice.get(`memberships?roomId=${room.id}`)).body;
    expect(items.map(({ isModerator }) => isModerator)).toEqual([false, false]);
  });

  test('checks isAnnouncementOnly, isPublic, teamId and isReadOnly', async () => {
    const { alice, bob } = await openEmulator();
    const { id: teamId } = await make(bob, 'teams', { name: 'Team' });
    const room = await make(bob, 'rooms', { title: 'Room', teamId });
    const path = `rooms/${room.id}`;
    const title = 'Room';
    const locked = { title, isLocked: true };
    expect(await bob.put(path, { title, isAnnouncementOnly: true })).toMatchObject(refusal(400, 'isLocked'));
    expect(await bob.put(path, { ...locked, isReadOnly: true })).toMatchObject(refusal(400, 'isReadOnly'));
    const { id: other } = await make(bob, 'teams', { name: 'Other' });
    expect(await bob.put(path, { title, teamId: other })).toMatchObject(refusal(400, 'teamId'));
    const publicly = { title, isPublic: true, description: 'For all' };
    expect(await bob.put(path, publicly)).toMatchObject(refusal(403, 'isPublic'));
    await make(bob, 'memberships', { roomId: room.id, personId: alice.id });
    expect(await alice.put(path, { title, isPublic: true })).toMatchObject(refusal(400, 'description'));
    expect((await alice.put(path, publicly)).body).toMatchObject({ isPublic: true, description: 'For all' });
    const again = await bob.put(path, { title, isPublic: false });
    expect(again).toMatchObject({ status: 200, body: { isPublic: false } });
    expect(again.body).not.toHaveProperty('madePublic');
    expect((await bob.get('rooms?orgPublicSpaces=true')).body.items).toEqual([]);
  });

  test('of a direct room changes only isReadOnly, and only for an administrator', async () => {
    const { alice, bob } = await openEmulator();
    const { roomId } = await make(bob, 'messages', { toPersonId: alice.id, text: 'Hello' });
    const path = `rooms/${roomId}`;
    expect(await bob.put(path, { title: 'Us' })).toMatchObject(refusal(400, 'title'));
    const { title } = (await bob.get(path)).body;
    expect(await bob.put(path, { title, isLocked: true })).toMatchObject(refusal(400, 'isLocked'));
    expect(await bob.put(path, { title, isReadOnly: true })).toMatchObject(refusal(403, 'isReadOnly'));
    const closed = await alice.put(path, { title: bob.displayName, isReadOnly: true });
    expect(closed).toMatchObject({ status: 200, body: { isReadOnly: true } });
    expect(await bob.post('messages', { roomId, text: 'Hello?' })).toMatchObject(refusal(403, 'read-only'));
  });
});

describe('DELETE /rooms/{roomId}', () => {
  test('deletes memberships and messages as well', async () => {
    const { alice, bob } = await openEmulator();
    const room = await make(alice, 'rooms', { title: 'Room', isPublic: true, description: 'For all' });
    const membership = await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
    const message = await make(alice, 'messages', { roomId: room.id, text: 'Hello' });
    expect(await alice.delete(`rooms/${room.id}`)).toMatchObject({ status: 204 });
    for (const path of [`rooms/${room.id}`, `memberships/${membership.id}`, `messages/${message.id}`]) {
      expect(await bob.get(path)).toMatchObject({ status: 404 });
    }
    expect((await bob.get('rooms')).body.items).toEqual([]);
    expect((await bob.get('memberships')).body.items).toEqual([]);
    expect((await bob.get('rooms?orgPublicSpaces=true')).body.items).toEqual([]);
    expect(await alice.delete(`rooms/${room.id}`)).toMatchObject(refusal(404, 'room'));
  });

  test.each([true, false])(
    "removes only the caller from the room if they can't delete it (isLocked: %s)",
    async (isLocked) => {
      const { alice, bob } = await openEmulator();
      const room = await make(alice, 'rooms', { title: 'Room', isLocked });
      await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
      expect(await bob.delete(`rooms/${room.id}`)).toMatchObject({ status: 204 });
      expect(await bob.get(`rooms/${room.id}`)).toMatchObject({ status: 404 });
      expect((await alice.get(`memberships?roomId=${room.id}`)).body.items).toHaveLength(1);
    },
  );

  test('rejects direct rooms', async () => {
    const { alice, bob } = await openEmulator();
    const { roomId } = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    expect(await alice.delete(`rooms/${roomId}`)).toMatchObject(refusal(400, 'direct'));
  });
});

test('GET /rooms/{roomId}/meetingInfo is for members only', async () => {
  const { alice, bob } = await openEmulator();
  const room = await make(alice, 'rooms', { title: 'Room' });
  const answer = await alice.get(`rooms/${room.id}/meetingInfo`);
  expect(answer.body).toMatchObject({
    roomId: room.id,
    meetingNumber: expect.stringMatching(/^\d{11}$/),
    sipAddress: expect.stringContaining('@'),
    meetingLink: expect.stringMatching(/^https:/),
  });
  expect((await alice.get(`rooms/${room.id}/meetingInfo`)).body).toEqual(answer.body);
  expect(await bob.get(`rooms/${room.id}/meetingInfo`)).toMatchObject(refusal(404, 'room'));
});
