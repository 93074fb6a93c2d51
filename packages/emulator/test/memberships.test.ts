import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal } from './open-emulator.js';

async function openRoom(attributes: object = {}) {
  const all = await openEmulator();
  const room = await make(all.alice, 'rooms', { title: 'Room', ...attributes });
  return { ...all, roomId: room.id };
}

describe('POST /memberships', () => {
  test('adds a person by id or by email address, ignoring case', async () => {
    const { alice, bob, carol, roomId } = await openRoom();
    const added = await make(alice, 'memberships', { roomId, personId: bob.id, isModerator: true });
    expect(added).toEqual({
      id: added.id,
      roomId,
      personId: bob.id,
      personEmail: bob.email,
      personDisplayName: bob.displayName,
      personOrgId: expect.any(String),
      isModerator: true,
      isMonitor: false,
      isRoomHidden: false,
      roomType: 'group',
      created: expect.any(String),
    });
    const name = (id: string) => Buffer.from(id, 'base64url').toString().split('/').at(-1);
    expect(name(added.id)).toBe(`${name(bob.id)}:${name(roomId)}`);
    expect((await alice.get(`memberships/${added.id}`)).body).toEqual(added);
    const personEmail = carol.email.toUpperCase();
    expect(await make(bob, 'memberships', { roomId, personEmail })).toMatchObject({ personId: carol.id });
    expect((await carol.get(`rooms/${roomId}`)).status).toBe(200);
  });

  test('invites an unknown email address', async () => {
    const { alice, roomId } = await openRoom();
    const added = await make(alice, 'memberships', { roomId, personEmail: 'new@example.org' });
    expect((await alice.get(`people/${added.personId}`)).body).toMatchObject({
      emails: ['new@example.org'],
      status: 'pending',
      invitePending: true,
    });
  });

  test('is a 409 for a person who is already a member', async () => {
    const { alice, bob, roomId } = await openRoom();
    await make(alice, 'memberships', { roomId, personId: bob.id });
    for (const person of [{ personId: bob.id }, { personEmail: bob.email }, { personId: alice.id }]) {
      const answer = await alice.post('memberships', { roomId, ...person });
      expect(answer).toMatchObject(refusal(409, /^User is already a participant in the room\.$/));
    }
  });

  test.each([
    [{ personEmail: 'bob@example.com' }, 400, 'roomId'],
    [{ roomId: 'here' }, 400, 'personId, personEmail'],
    [{ roomId: 'here', personId: 'a', personEmail: 'bob@example.com' }, 400, 'personId and personEmail'],
    [{ roomId: 'here', personEmail: 'bob' }, 400, 'personEmail'],
    [{ roomId: 'here', personEmail: ['bob@example.com'] }, 400, 'personEmail must be a string'],
    [{ roomId: 'here', personEmail: 'bob@example.com', isModerator: 1 }, 400, 'isModerator'],
    [{ roomId: 'here', personId: 'nobody' }, 404, 'personId'],
    [{ roomId: 'nowhere', personEmail: 'bob@example.com' }, 404, 'roomId'],
  ])('rejects %j', async (membership, status, text) => {
    const { alice, roomId } = await openRoom();
    const body =
      'roomId' in membership && membership.roomId === 'here' ? { ...membership, roomId } : membership;
    expect(await alice.post('memberships', body)).toMatchObject(refusal(status, text));
  });

  test('requires a member, a moderator if the room is moderated, and rejects direct rooms', async () => {
    const { alice, bob, carol, dave, roomId } = await openRoom({ isLocked: true });
    expect(await bob.post('memberships', { roomId, personId: bob.id })).toMatchObject(refusal(404, 'roomId'));
    await make(alice, 'memberships', { roomId, personId: bob.id });
    const carolToo = { roomId, personId: carol.id };
    expect(await bob.post('memberships', carolToo)).toMatchObject(refusal(403, 'moderator'));
    await make(alice, 'memberships', { ...carolToo, isModerator: true });
    await make(carol, 'memberships', { roomId, personId: dave.id });
    const direct = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    const third = await alice.post('memberships', { roomId: direct.roomId, personId: carol.id });
    expect(third).toMatchObject(refusal(400, 'direct'));
  });

  test('lets people join a public room, but not as moderators', async () => {
    const { bob, carol, roomId } = await openRoom({ isLocked: true, isPublic: true, description: 'For all' });
    const asModerator = { roomId, personId: bob.id, isModerator: true };
    expect(await bob.post('memberships', asModerator)).toMatchObject(refusal(404, 'room'));
    expect(await bob.post('memberships', { roomId, personId: carol.id })).toMatchObject({ status: 404 });
    expect(await make(bob, 'memberships', { roomId, personEmail: bob.email })).toMatchObject({
      isModerator: false,
    });
  });
});

describe('GET /memberships', () => {
  test("lists the memberships of a room, or the caller's own without roomId", async () => {
    const { alice, bob, carol, roomId } = await openRoom();
    await make(alice, 'memberships', { roomId, personId: bob.id });
    await make(bob, 'rooms', { title: "Bob's" });
    const people = async (query: string) =>
      (await bob.get(`memberships${query}`)).body.items.map(({ personId }) => personId);
    expect(await people(`?roomId=${roomId}`)).toEqual([alice.id, bob.id]);
    expect(await people('')).toEqual([bob.id, bob.id]);
    expect(await people(`?roomId=${roomId}&personId=${alice.id}`)).toEqual([alice.id]);
    expect(await people(`?roomId=${roomId}&personEmail=ALICE@example.com`)).toEqual([alice.id]);
    expect(await people(`?roomId=${roomId}&personId=${carol.id}`)).toEqual([]);
    expect(await carol.get(`memberships?roomId=${roomId}`)).toMatchObject(refusal(404, 'roomId'));
  });

  test.each([
    ['personId=a', 'roomId'],
    ['personEmail=a@example.com', 'roomId'],
    ['roomId=a&personId=a&personEmail=a@example.com', 'personEmail'],
  ])('rejects %s', async (query, text) => {
    const { alice } = await openEmulator();
    expect(await alice.get(`memberships?${query}`)).toMatchObject(refusal(400, text));
  });
});

describe('PUT /memberships/{membershipId}', () => {
  test('requires a moderator in a moderated room', async () => {
    const { alice, bob, roomId } = await openRoom({ isLocked: true });
    const { id } = await make(alice, 'memberships', { roomId, personId: bob.id });
    const isModerator = true;
    expect(await bob.put(`memberships/${id}`, { isModerator })).toMatchObject(refusal(403, 'moderator'));
    expect(await bob.put(`memberships/${id}`, { isModerator: false })).toMatchObject({ status: 200 });
    const promoted = await alice.put(`memberships/${id}`, { isModerator });
    expect(promoted).toMatchObject({ status: 200, body: { id, isModerator } });
    expect((await bob.put(`rooms/${roomId}`, { title: 'Mine' })).status).toBe(200);
  });

  test('unlocks a room that loses its last moderator', async () => {
    const { alice, bob, roomId } = await openRoom({ isLocked: true, isAnnouncementOnly: true });
    await make(alice, 'memberships', { roomId, personId: bob.id });
    const [own] = (await alice.get(`memberships?roomId=${roomId}&personId=${alice.id}`)).body.items;
    await alice.put(`memberships/${own?.id}`, { isModerator: false });
    expect((await bob.get(`rooms/${roomId}`)).body).toMatchObject({
      isLocked: false,
      isAnnouncementOnly: false,
    });
    await bob.put(`rooms/${roomId}`, { title: 'Room', isLocked: true });
    expect((await bob.get(`rooms/${roomId}`)).body).toMatchObject({ isLocked: true });
    const [bobs] = (await bob.get(`memberships?roomId=${roomId}&personId=${bob.id}`)).body.items;
    expect((await bob.delete(`memberships/${bobs?.id}`)).status).toBe(204);
    expect((await alice.get(`rooms/${roomId}`)).body).toMatchObject({ isLocked: false });
  });

  test('hides a direct room from the caller until a new message arrives', async () => {
    const { alice, bob, roomId } = await openRoom();
    const direct = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    const { items } = (await bob.get(`memberships?roomId=${direct.roomId}`)).body;
    const own = items.find(({ personId }) => personId === bob.id);
    const alices = items.find(({ personId }) => personId === alice.id);
    const hidden = await bob.put(`memberships/${own?.id}`, { isRoomHidden: true, isModerator: false });
    expect(hidden).toMatchObject({ status: 200, body: { isRoomHidden: true } });
    await make(alice, 'messages', { toPersonId: bob.id, text: 'Still there?' });
    expect((await bob.get(`memberships/${own?.id}`)).body).toMatchObject({ isRoomHidden: false });
    const others = await bob.put(`memberships/${alices?.id}`, { isRoomHidden: true });
    expect(others).toMatchObject(refusal(403, 'isRoomHidden'));
    const moderating = await bob.put(`memberships/${own?.id}`, { isModerator: true });
    expect(moderating).toMatchObject(refusal(400, 'isModerator'));
    const [ofGroup] = (await alice.get(`memberships?roomId=${roomId}`)).body.items;
    const hiding = await alice.put(`memberships/${ofGroup?.id}`, { isRoomHidden: true });
    expect(hiding).toMatchObject(refusal(400, 'isRoomHidden'));
    expect(await alice.put(`memberships/${ofGroup?.id}`, {})).toMatchObject(refusal(400, 'isModerator'));
  });

  test('is a 404 for people outside the room, as are GET and DELETE', async () => {
    const { alice, bob, roomId } = await openRoom();
    const [own] = (await alice.get(`memberships?roomId=${roomId}`)).body.items;
    expect(await bob.get(`memberships/${own?.id}`)).toMatchObject(refusal(404, 'membership'));
    expect(await bob.put(`memberships/${own?.id}`, { isModerator: true })).toMatchObject({ status: 404 });
    expect(await bob.delete(`memberships/${own?.id}`)).toMatchObject({ status: 404 });
  });
});

describe('DELETE /memberships/{membershipId}', () => {
  test('removes a person from a room; in a moderated room only moderators can remove others', async () => {
    const { alice, bob, carol, roomId } = await openRoom({ isLocked: true });
    const bobs = await make(alice, 'memberships', { roomId, personId: bob.id });
    const carols = await make(alice, 'memberships', { roomId, personId: carol.id });
    expect(await bob.delete(`memberships/${carols.id}`)).toMatchObject(refusal(403, 'moderator'));
    expect(await alice.delete(`memberships/${carols.id}`)).toMatchObject({ status: 204 });
    expect(await carol.get(`rooms/${roomId}`)).toMatchObject({ status: 404 });
    expect(await bob.delete(`memberships/${bobs.id}`)).toMatchObject({ status: 204 });
    expect((await bob.get('rooms')).body.items).toEqual([]);
    expect(idsOf((await alice.get(`memberships?roomId=${roomId}`)).body.items)).toHaveLength(1);
    await make(alice, 'memberships', { roomId, personId: bob.id });
  });

  test('rejects direct rooms', async () => {
    const { alice, bob } = await openEmulator();
    const { roomId } = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    const [first] = (await alice.get(`memberships?roomId=${roomId}`)).body.items;
    expect(await alice.delete(`memberships/${first?.id}`)).toMatchObject(refusal(400, 'direct'));
  });
});
