import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, pages, refusal, send } from './open-emulator.js';

/** Carol is a compliance officer, and in none of the rooms of Alice and Bob. */
async function openOrganization() {
  const opened = await openEmulator({
    seed: { people: [{ email: 'carol@example.com', displayName: 'Carol', roles: ['Compliance Officer'] }] },
  });
  const { emulator, alice, bob } = opened;
  const room = await make(alice, 'rooms', { title: 'Secret' });
  await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
  const form = new FormData();
  form.append('roomId', room.id);
  form.append('files', new File(['plan'], 'plan.txt', { type: 'text/plain' }));
  const headers = { authorization: `Bearer ${alice.accessToken}` };
  const sent = await send(`${emulator.url}messages`, { method: 'POST', headers, body: form });
  const direct = await make(alice, 'messages', { toPersonId: bob.id, text: 'Between us' });
  const file = Array.isArray(sent.body.files) ? String(sent.body.files[0]) : '';
  return { ...opened, room, message: sent.body, direct, file };
}

describe('a compliance officer', () => {
  test('reads all rooms, messages, memberships and files of the organization; other people get a 404', async () => {
    const { carol, dave, room, message, direct, file } = await openOrganization();
    const memberships = (await carol.get(`memberships?roomId=${room.id}`)).body.items;
    expect(memberships).toHaveLength(2);
    const paths = [
      `rooms/${room.id}`,
      `rooms/${room.id}/meetingInfo`,
      `messages?roomId=${room.id}`,
      `messages/${message.id}`,
      `messages/${direct.id}`,
      `memberships?roomId=${room.id}`,
      `memberships/${memberships[0]?.id}`,
      `room/tabs?roomId=${room.id}`,
    ];
    for (const path of paths) {
      expect(await carol.get(path), path).toHaveProperty('status', 200);
      expect(await dave.get(path), path).toHaveProperty('status', 404);
    }
    const download = (token: string) => fetch(file, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await download(carol.accessToken)).text()).toBe('plan');
    expect((await download(dave.accessToken)).status).toBe(404);
  });

  test('lists all rooms in every sort order; direct rooms of other people have an empty title', async () => {
    const { carol, dave, room, direct } = await openOrganization();
    const ids = [room.id, String(direct.roomId)].sort();
    for (const sortBy of ['id', 'lastactivity', 'created']) {
      const listed = (await pages(carol, `rooms?sortBy=${sortBy}&max=1`)).flat();
      expect(idsOf(listed).sort()).toEqual(ids);
    }
    expect((await carol.get(`rooms/${direct.roomId}`)).body.title).toBe('Empty Title');
    expect((await dave.get('rooms')).body.items).toEqual([]);
  });

  test("deletes other people's messages, but can't post, edit them or delete rooms", async () => {
    const { alice, carol, dave, room, message, direct } = await openOrganization();
    expect(await dave.delete(`messages/${direct.id}`)).toMatchObject(refusal(404, 'messageId'));
    expect(await carol.delete(`messages/${direct.id}`)).toMatchObject({ status: 204 });
    expect(await alice.get(`messages/${direct.id}`)).toMatchObject(refusal(404, 'messageId'));
    expect(await carol.post('messages', { roomId: room.id, text: 'Hi' })).toMatchObject(
      refusal(404, 'roomId'),
    );
    const edit = { roomId: room.id, text: 'Changed' };
    expect(await carol.put(`messages/${message.id}`, edit)).toMatchObject(refusal(403, 'author'));
    expect(await carol.delete(`rooms/${room.id}`)).toMatchObject(refusal(404, 'roomId'));
  });

  test('lists memberships by person only, by id and by email address', async () => {
    const { bob, carol, dave, room, direct } = await openOrganization();
    for (const query of [`personId=${bob.id}`, 'personEmail=BOB@example.com']) {
      const { items } = (await carol.get(`memberships?${query}`)).body;
      expect(items.map(({ roomId }) => roomId).sort()).toEqual([room.id, direct.roomId].sort());
      expect(await dave.get(`memberships?${query}`)).toMatchObject(refusal(400, 'roomId is required'));
    }
    expect(await carol.get('memberships?personId=nobody')).toMatchObject(refusal(404, 'personId'));
  });

  test('adds and removes people in rooms without being a member', async () => {
    const { carol, dave, room } = await openOrganization();
    const added = await make(carol, 'memberships', { roomId: room.id, personId: dave.id });
    expect(await dave.get(`rooms/${room.id}`)).toHaveProperty('status', 200);
    expect(await carol.delete(`memberships/${added.id}`)).toHaveProperty('status', 204);
    expect(await dave.get(`rooms/${room.id}`)).toHaveProperty('status', 404);
  });

  test('changes the description and classification of rooms without being a member, but not the title', async () => {
    const { carol, room } = await openOrganization();
    const allowed = { title: 'Secret', description: 'Reviewed', classificationId: 'internal' };
    expect(await carol.put(`rooms/${room.id}`, allowed)).toMatchObject({ status: 200, body: allowed });
    expect(await carol.put(`rooms/${room.id}`, { title: 'Other' })).toMatchObject(refusal(403, 'title'));
    const locked = { title: 'Secret', isLocked: true };
    expect(await carol.put(`rooms/${room.id}`, locked)).toMatchObject(refusal(403, 'isLocked'));
  });

  test('reads teams, team memberships, events and submitted cards without being a member', async () => {
    const { alice, bob, carol, dave, room } = await openOrganization();
    const team = await make(alice, 'teams', { name: 'Team' });
    const content = { type: 'AdaptiveCard', version: '1.3', body: [] };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    const card = await make(alice, 'messages', { roomId: room.id, text: 'Card', attachments });
    const action = await make(bob, 'attachment/actions', { type: 'submit', messageId: card.id, inputs: {} });
    for (const path of [
      `teams/${team.id}`,
      `team/memberships?teamId=${team.id}`,
      `attachment/actions/${action.id}`,
    ]) {
      expect(await carol.get(path), path).toHaveProperty('status', 200);
      expect(await dave.get(path), path).toHaveProperty('status', 404);
    }
    expect(idsOf((await carol.get('teams')).body.items)).toEqual([team.id]);
    expect((await carol.get('events?resource=messages')).body.items.length).toBeGreaterThan(0);
    expect((await dave.get('events?resource=messages')).body.items).toEqual([]);
  });
});
