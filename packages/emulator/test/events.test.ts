import { describe, expect, test } from 'vitest';
import { type Body, idsOf, make, openEmulator, refusal } from './open-emulator.js';

const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3' },
};

const summary = ({ resource, type, actorId }: Body) => [resource, type, actorId];

describe('an event is recorded with the data of that moment', () => {
  test('for rooms, memberships, messages, cards and tabs, listed newest first', async () => {
    const { alice, bob } = await openEmulator();
    const { id: roomId } = await make(alice, 'rooms', { title: 'Before' });
    const membership = await make(alice, 'memberships', { roomId, personId: bob.id });
    await alice.put(`rooms/${roomId}`, { title: 'After' });
    const message = await make(bob, 'messages', { roomId, text: 'Hello' });
    await bob.put(`messages/${message.id}`, { roomId, text: 'Hi' });
    await bob.delete(`messages/${message.id}`);
    const asking = await make(alice, 'messages', { roomId, attachments: [card] });
    const inputs = { name: 'Bob' };
    await bob.post('attachment/actions', { type: 'submit', messageId: asking.id, inputs });
    const tab = { roomId, displayName: 'Tab', contentUrl: 'https://example.com/' };
    const { id: tabId } = await make(alice, 'room/tabs', tab);
    await bob.put(`room/tabs/${tabId}`, { ...tab, displayName: 'Plan' });
    await bob.delete(`room/tabs/${tabId}`);
    await make(alice, 'room/linkedFolders', { ...tab, driveId: 'd', itemId: 'i', defaultFolder: 'false' });
    await bob.delete(`memberships/${membership.id}`);
    await alice.delete(`rooms/${roomId}`);

    const { items } = (await alice.get('events')).body;
    expect(items.map(summary).reverse()).toEqual([
      ['rooms', 'created', alice.id],
      ['memberships', 'created', alice.id],
      ['memberships', 'created', alice.id],
      ['rooms', 'updated', alice.id],
      ['messages', 'created', bob.id],
      ['messages', 'updated', bob.id],
      ['messages', 'deleted', bob.id],
      ['messages', 'created', alice.id],
      ['attachmentActions', 'created', bob.id],
      ['tabs', 'created', alice.id],
      ['tabs', 'updated', bob.id],
      ['tabs', 'deleted', bob.id],
      ['memberships', 'deleted', bob.id],
      ['rooms', 'deleted', alice.id],
    ]);
    const found = (resource: string, type: string) =>
      items.find((event) => event.resource === resource && event.type === type && event.data);
    expect(found('messages', 'updated')).toEqual({
      id: expect.any(String),
      resource: 'messages',
      type: 'updated',
      actorId: bob.id,
      orgId: (await alice.get('people/me')).body.orgId,
      created: expect.any(String),
      data: { ...message, text: 'Hi', updated: expect.any(String) },
    });
    expect(items.at(-1)).toMatchObject({ data: { id: roomId, title: 'Before' } });
    expect(found('attachmentActions', 'created')).toMatchObject({ data: { inputs } });
    expect(found('tabs', 'created')).toMatchObject({ data: { id: tabId, ...tab } });
  });

  test('for a team: its General room and members joining and leaving', async () => {
    const { alice, bob } = await openEmulator();
    const { id: teamId } = await make(alice, 'teams', { name: 'Team' });
    const { id } = await make(alice, 'team/memberships', { teamId, personId: bob.id });
    await alice.put(`teams/${teamId}`, { name: 'Crew' });
    await alice.delete(`team/memberships/${id}`);
    await alice.delete(`teams/${teamId}`);
    const { items } = (await alice.get('events')).body;
    expect(items.map(({ resource, type }) => [resource, type]).reverse()).toEqual([
      ['rooms', 'created'],
      ['memberships', 'created'],
      ['memberships', 'created'],
      ['rooms', 'updated'],
      ['memberships', 'deleted'],
      ['rooms', 'updated'],
    ]);
  });

  test('but not for rejected requests or seeded data', async () => {
    const { alice } = await openEmulator({ rooms: 2, messages: 2 });
    expect(await alice.post('rooms', {})).toMatchObject({ status: 400 });
    expect((await alice.get('events')).body.items).toEqual([]);
  });
});

describe('GET /events', () => {
  async function openEvents() {
    const all = await openEmulator();
    const { alice, bob } = all;
    const { id: roomId } = await make(alice, 'rooms', { title: 'Room' });
    await make(alice, 'memberships', { roomId, personId: bob.id });
    await make(bob, 'messages', { roomId, text: 'Hello' });
    const { items } = (await alice.get('events')).body;
    const found = async (query: string) => idsOf((await alice.get(`events?${query}`)).body.items);
    return { ...all, items, found };
  }

  test('filters by resource, type and actor', async () => {
    const { alice, bob, items, found } = await openEvents();
    const [message, second, first, room] = idsOf(items);
    expect(await found('resource=messages')).toEqual([message]);
    expect(await found('resource=memberships')).toEqual([second, first]);
    expect(await found('resource=meetings')).toEqual([]);
    expect(await found('type=created')).toEqual(idsOf(items));
    expect(await found('type=deleted')).toEqual([]);
    expect(await found(`actorId=${bob.id}`)).toEqual([message]);
    expect(await found(`actorId=${alice.id}&resource=rooms&type=created`)).toEqual([room]);
  });

  test('treats from and to as exclusive', async () => {
    const { items, found } = await openEvents();
    const ids = idsOf(items);
    const [, second] = items;
    expect(await found(`from=${second?.created}`)).toEqual(ids.slice(0, 1));
    expect(await found(`to=${second?.created}`)).toEqual(ids.slice(2));
  });

  test.each([
    ['resource=people', 'resource must be one of'],
    ['type=happened', 'type must be one of'],
    ['from=yesterday', 'from'],
    ['to=2999-01-01', "to can't be in the future"],
    ['resource=convergedRecordings', 'serviceType is required'],
    ['serviceType=meeting', 'serviceType'],
    ['max=0', 'max'],
  ])('rejects %s', async (query, text) => {
    const { alice } = await openEmulator();
    expect(await alice.get(`events?${query}`)).toMatchObject(refusal(400, text));
  });

  test('returns everything to administrators, and to others only what they did', async () => {
    const { alice, bob, carol, items } = await openEvents();
    const [message, second] = items;
    expect((await bob.get('events')).body.items).toEqual([message]);
    expect((await carol.get('events')).body.items).toEqual([]);
    expect((await alice.get(`events/${message?.id}`)).body).toEqual(message);
    expect((await bob.get(`events/${message?.id}`)).body).toEqual(message);
    expect(await bob.get(`events/${second?.id}`)).toMatchObject(refusal(404, 'eventId'));
    expect(await alice.get('events/none')).toMatchObject(refusal(404, 'eventId'));
  });
});
