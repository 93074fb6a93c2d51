import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal } from './open-emulator.js';

const tab = { displayName: 'Plan', contentUrl: 'https://example.com/plan' };
const folder = { ...tab, driveId: 'drive', itemId: 'item', defaultFolder: 'true' };

async function openRoom() {
  const all = await openEmulator();
  const { id: roomId } = await make(all.alice, 'rooms', { title: 'Room' });
  return { ...all, roomId };
}

describe.each([
  ['room/tabs', tab],
  ['room/linkedFolders', folder],
])('%s', (path, attributes) => {
  test('members of a room create, read, update and delete them', async () => {
    const { alice, bob, roomId } = await openRoom();
    await make(alice, 'memberships', { roomId, personId: bob.id });
    const link = await make(alice, path, { roomId, ...attributes });
    expect(link).toEqual({
      id: link.id,
      roomId,
      roomType: 'group',
      ...attributes,
      creatorId: alice.id,
      created: expect.any(String),
    });
    expect((await bob.get(`${path}/${link.id}`)).body).toEqual(link);
    const second = await make(bob, path, { roomId, ...attributes });
    expect((await bob.get(`${path}?roomId=${roomId}`)).body.items).toEqual([link, second]);
    const changed = { ...attributes, displayName: 'Map', contentUrl: 'https://example.com/map' };
    const answer = await bob.put(`${path}/${link.id}`, { roomId, ...changed });
    expect(answer).toMatchObject({ status: 200, body: { ...link, ...changed } });
    expect((await alice.get(`${path}/${link.id}`)).body).toEqual(answer.body);
    expect(await alice.delete(`${path}/${link.id}`)).toMatchObject({ status: 204 });
    expect(await alice.get(`${path}/${link.id}`)).toMatchObject(refusal(404, 'provided id'));
    expect(await alice.delete(`${path}/${link.id}`)).toMatchObject(refusal(404, 'provided id'));
    expect(idsOf((await alice.get(`${path}?roomId=${roomId}`)).body.items)).toEqual([second.id]);
  });

  test('all attributes are required, to create and to update', async () => {
    const { alice, roomId } = await openRoom();
    const whole: Record<string, unknown> = { roomId, ...attributes };
    const link = await make(alice, path, whole);
    for (const name of Object.keys(whole)) {
      const { [name]: _, ...rest } = whole;
      for (const body of [rest, { ...rest, [name]: ' ' }]) {
        const text = `${name} is required`;
        expect(await alice.post(path, body)).toMatchObject(refusal(400, text));
        expect(await alice.put(`${path}/${link.id}`, body)).toMatchObject(refusal(400, text));
      }
      const numbered = { ...rest, [name]: 5 };
      expect(await alice.post(path, numbered)).toMatchObject(refusal(400, `${name} must be a string`));
    }
    expect((await alice.get(`${path}/${link.id}`)).body).toEqual(link);
  });

  test("can't be moved to another room", async () => {
    const { alice, roomId } = await openRoom();
    const { id: other } = await make(alice, 'rooms', { title: 'Other' });
    const link = await make(alice, path, { roomId, ...attributes });
    const moved = await alice.put(`${path}/${link.id}`, { roomId: other, ...attributes });
    expect(moved).toMatchObject(refusal(400, 'roomId'));
    expect((await alice.get(`${path}?roomId=${other}`)).body.items).toEqual([]);
  });

  test('are a 404 for people outside the room, and are deleted with it', async () => {
    const { alice, bob, roomId } = await openRoom();
    const link = await make(alice, path, { roomId, ...attributes });
    const one = `${path}/${link.id}`;
    expect(await bob.get(one)).toMatchObject(refusal(404, 'provided id'));
    expect(await bob.put(one, { roomId, ...attributes })).toMatchObject(refusal(404, 'provided id'));
    expect(await bob.delete(one)).toMatchObject(refusal(404, 'provided id'));
    expect(await bob.post(path, { roomId, ...attributes })).toMatchObject(refusal(404, 'roomId'));
    expect(await bob.get(`${path}?roomId=${roomId}`)).toMatchObject(refusal(404, 'roomId'));
    expect(await alice.get(path)).toMatchObject(refusal(400, 'roomId'));
    await alice.delete(`rooms/${roomId}`);
    expect(await alice.get(one)).toMatchObject(refusal(404, 'provided id'));
  });

  test('can be created in direct rooms', async () => {
    const { alice, bob } = await openEmulator();
    const { roomId } = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    expect(await make(bob, path, { roomId, ...attributes })).toMatchObject({ roomType: 'direct' });
  });
});

test("a tab can't be read as a linked folder, nor the other way round", async () => {
  const { alice, roomId } = await openRoom();
  const one = await make(alice, 'room/tabs', { roomId, ...tab });
  const other = await make(alice, 'room/linkedFolders', { roomId, ...folder });
  expect(await alice.get(`room/tabs/${other.id}`)).toMatchObject(refusal(404, 'a room tab'));
  expect(await alice.get(`room/linkedFolders/${one.id}`)).toMatchObject(refusal(404, 'a linked folder'));
  expect(idsOf((await alice.get(`room/tabs?roomId=${roomId}`)).body.items)).toEqual([one.id]);
  expect(idsOf((await alice.get(`room/linkedFolders?roomId=${roomId}`)).body.items)).toEqual([other.id]);
});

test("a tab's contentUrl must use https", async () => {
  const { alice, roomId } = await openRoom();
  for (const contentUrl of ['http://example.com/', 'example.com']) {
    const answer = await alice.post('room/tabs', { roomId, ...tab, contentUrl });
    expect(answer).toMatchObject(refusal(400, 'https://'));
  }
});
