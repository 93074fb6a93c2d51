import { startEmulator } from '@wxt/emulator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BadRequestError, WebexTeamsAPI } from '../src/index.js';

async function connect() {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const [alice, bob] = emulator.users;
  const as = ({ accessToken }: { accessToken: string }) =>
    new WebexTeamsAPI({ accessToken, baseUrl: emulator.url });
  return { api: as(alice), bob };
}

describe('an object that was read can be spread into update()', () => {
  test('a room', async () => {
    const { api } = await connect();
    const { id } = await api.rooms.create({ title: 'Old', description: 'About', isLocked: true });
    const room = await api.rooms.get(id);
    await api.rooms.update(id, { ...room, title: 'New', isAnnouncementOnly: true });
    const changed = { title: 'New', isAnnouncementOnly: true, description: 'About', isLocked: true };
    expect(await api.rooms.get(id)).toMatchObject(changed);
  });

  test('a membership, and a single attribute can be updated alone', async () => {
    const { api, bob } = await connect();
    const room = await api.rooms.create({ title: 'Room', isLocked: true });
    const { id } = await api.memberships.create({ roomId: room.id, personId: bob.id });
    await api.memberships.update(id, { ...(await api.memberships.get(id)), isModerator: true });
    expect(await api.memberships.get(id)).toMatchObject({ isModerator: true });
    expect(await api.memberships.update(id, { isModerator: false })).toMatchObject({ isModerator: false });
  });

  test('a plain text message and a formatted message', async () => {
    const { api, bob } = await connect();
    const plain = await api.messages.create({ toPersonId: bob.id, text: 'Working' });
    const done = await api.messages.update(plain.id, { ...plain, markdown: '**Done** & <ready>' });
    expect(done).toMatchObject({ markdown: '**Done** & <ready>', text: 'Done & <ready>' });
    const again = await api.messages.update(done.id, { ...done, markdown: '*Done* again' });
    expect(again).toMatchObject({ markdown: '*Done* again', text: 'Done again' });
    expect(
      await api.messages.update(again.id, { ...again, markdown: undefined, text: 'Over' }),
    ).toMatchObject({
      text: 'Over',
    });
  });

  test('a team and a team membership', async () => {
    const { api, bob } = await connect();
    const team = await api.teams.create({ name: 'Old', description: 'About' });
    expect(await api.teams.update(team.id, { ...team, name: 'New' })).toMatchObject({
      name: 'New',
      description: 'About',
    });
    const membership = await api.teamMemberships.create({ teamId: team.id, personId: bob.id });
    const moderator = { ...membership, isModerator: true };
    expect(await api.teamMemberships.update(membership.id, moderator)).toMatchObject({ isModerator: true });
  });

  test('a webhook', async () => {
    const { api } = await connect();
    const { id } = await api.webhooks.create({
      name: 'Hook',
      targetUrl: 'https://old.example',
      resource: 'messages',
      event: 'created',
      secret: 'SECRET',
    });
    const webhook = await api.webhooks.get(id);
    const changed = await api.webhooks.update(id, { ...webhook, targetUrl: 'https://new.example' });
    expect(changed).toMatchObject({ ...webhook, targetUrl: 'https://new.example' });
  });

  test('a tab and a linked folder', async () => {
    const { api } = await connect();
    const { id: roomId } = await api.rooms.create({ title: 'Room' });
    const tab = await api.roomTabs.create({ roomId, displayName: 'Old', contentUrl: 'https://wiki.example' });
    expect(await api.roomTabs.update(tab.id, { ...tab, displayName: 'New' })).toMatchObject({
      displayName: 'New',
      contentUrl: 'https://wiki.example',
    });
    const folder = await api.linkedFolders.create({
      roomId,
      displayName: 'Old',
      contentUrl: 'https://drive.example',
      driveId: 'DRIVE',
      itemId: 'ITEM',
      defaultFolder: 'false',
    });
    expect(await api.linkedFolders.update(folder.id, { ...folder, displayName: 'New' })).toMatchObject({
      displayName: 'New',
      itemId: 'ITEM',
    });
  });

  test('a person, without changing their licenses', async () => {
    const { api } = await connect();
    const license = await api.licenses.list().first();
    const licenses = license ? [license.id] : [];
    const emails = ['eve@example.com'];
    const { id } = await api.people.create({ emails, displayName: 'Eve', title: 'Engineer', licenses });
    const person = await api.people.get(id);
    expect(await api.people.update(id, { ...person, department: 'Engines' })).toMatchObject({
      department: 'Engines',
      title: 'Engineer',
      licenses,
    });
    expect(await api.people.change(id, { displayName: 'Eve Adams' })).toMatchObject({
      displayName: 'Eve Adams',
      department: 'Engines',
      title: 'Engineer',
      emails,
      licenses,
    });
    expect(licenses).toHaveLength(1);
  });
});

test('update() with an empty string is a TypeError and nothing is sent', async () => {
  const { api, bob } = await connect();
  const message = await api.messages.create({ toPersonId: bob.id, text: 'Hello' });
  await expect(api.messages.update(message.id, { roomId: message.roomId, text: ' ' })).rejects.toThrow(
    /One of "text" and "markdown" is required, "text" is empty/,
  );
  const html = { extraBody: { html: '<b>Hello</b>' } };
  await expect(api.messages.update(message.id, { roomId: message.roomId }, html)).rejects.toThrow(
    BadRequestError,
  );
});
