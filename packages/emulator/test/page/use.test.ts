import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, test } from 'vitest';
import { make, refusal } from '../open-emulator.js';
import { useBrowser } from './open-page.js';

describe.skipIf(!hasBrowser())('a user of the page', () => {
  const { open } = useBrowser();

  test('creates a room, adds people, posts a message, and acts as another member', async () => {
    const { alice, bob, page, show, problems } = await open();
    await show();
    await page.getByText('Alice Adams is in no room.').waitFor();
    await page.getByText('New room').click();
    await page.getByLabel('Title').fill('Picnic');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Picnic' }).waitFor();
    const [room] = (await alice.get('rooms')).body.items;
    expect(room).toMatchObject({ title: 'Picnic', creatorId: alice.id });

    await page.getByText('1 person', { exact: true }).last().click();
    await page.getByLabel('Email').fill('bob@example.com');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.locator('.members li', { hasText: 'Bob Brown' }).waitFor();
    await page.getByLabel('Email').fill('bob@example.com');
    await page.getByRole('button', { name: 'Add' }).click();
    // The error message of the API.
    const { body } = await alice.post('memberships', { roomId: room?.id, personId: bob.id });
    await page.locator('output', { hasText: body.message }).waitFor();

    await page.getByLabel('Message Picnic').fill('Who brings *cake*?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('#threads em', { hasText: 'cake' }).waitFor();

    await page.getByLabel('Act as').selectOption({ label: 'Bob Brown' });
    await page.waitForURL(`**as=${bob.id}**`);
    await page.getByRole('heading', { name: 'Picnic' }).waitFor();
    await page.locator('#threads article').hover();
    await page.getByRole('button', { name: 'Reply' }).click();
    await page.getByText('Reply to Alice Adams').waitFor();
    await page.keyboard.type('I do!');
    await page.keyboard.press('Enter');
    await page.locator('.replies', { hasText: 'I do!' }).waitFor();
    const [reply, first] = (await alice.get(`messages?roomId=${room?.id}`)).body.items;
    expect(first).toMatchObject({ personId: alice.id, markdown: 'Who brings *cake*?' });
    expect(reply).toMatchObject({ personId: bob.id, markdown: 'I do!', parentId: first?.id });
    // The next message is not a reply any more.
    expect(await page.getByText('Reply to Alice Adams').isVisible()).toBe(false);

    await page.locator('#members summary').click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByText('Bob Brown is in no room.').waitFor();
    expect(problems.filter((problem) => !/40[49]/.test(problem))).toEqual([]);
  });

  test('mentions a bot, whose webhook is then called', async () => {
    const { alice, robot, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Bots' });
    await make(alice, 'memberships', { roomId: room.id, personId: robot.id });
    await show({ as: alice.id, room: room.id });
    await page.getByLabel('Message Bots').fill('Hello');
    await page.getByLabel('Mention somebody').selectOption({ label: 'Robot' });
    expect(await page.getByLabel('Message Bots').inputValue()).toBe('Hello <@personEmail:robot@webex.bot> ');
    await page.keyboard.press('Enter');
    await page.locator('.mention', { hasText: '@Robot' }).waitFor();
    const { body } = await robot.get(`messages?roomId=${room.id}&mentionedPeople=me`);
    expect(body.items).toMatchObject([{ mentionedPeople: [robot.id] }]);
  });

  test('acting as a bot sees only messages that mention it', async () => {
    const { alice, robot, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Bots' });
    await make(alice, 'memberships', { roomId: room.id, personId: robot.id });
    await make(alice, 'messages', { roomId: room.id, text: 'Not for bots' });
    await make(alice, 'messages', { roomId: room.id, markdown: '<@personEmail:robot@webex.bot> one' });
    await show({ as: robot.id, room: room.id });
    await make(alice, 'messages', { roomId: room.id, text: 'Not for bots either' });
    await make(alice, 'messages', { roomId: room.id, markdown: '<@personEmail:robot@webex.bot> two' });
    await page.getByText('@Robot two').waitFor();
    expect(await page.locator('#threads .markdown').allTextContents()).toEqual([
      '@Robot one\n',
      '@Robot two\n',
    ]);
    expect(await page.locator('#threads article').count()).toBe(2);
  });

  test('attaches a file, and sees an error if it is rejected', async () => {
    const { emulator, alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Files' });
    await show({ as: alice.id, room: room.id });
    const attach = (name: string, text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await attach('notes.txt', 'Some notes');
    await page.getByText('notes.txt').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.file', { hasText: 'notes.txt' }).waitFor();
    await page.getByText('Attach file').waitFor();
    const download = page.waitForEvent('download');
    await page.locator('.file a').click();
    expect((await download).suggestedFilename()).toBe('notes.txt');

    emulator.scan({ result: 'infected' });
    await attach('bad.exe', 'Malware');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.file', { hasText: 'infected' }).waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const { body } = await alice.post('messages', { roomId: room.id });
    await page.locator('.composer output', { hasText: body.message }).waitFor();
  });

  test('keeps the typed text if a message is rejected', async () => {
    const { alice, bob, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'News', isLocked: true });
    await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
    await alice.put(`rooms/${room.id}`, { title: 'News', isLocked: true, isAnnouncementOnly: true });
    const { body } = await bob.post('messages', { roomId: room.id, text: 'x' });
    await show({ as: bob.id, room: room.id });
    await page.getByLabel('Message News').fill('Let me in');
    await page.keyboard.press('Enter');
    await page.locator('.composer output', { hasText: body.message }).waitFor();
    expect(await page.getByLabel('Message News').inputValue()).toBe('Let me in');
  });

  test('searches for a person and sends a direct message', async () => {
    const { bob, page, show } = await open();
    await show({ view: 'people' });
    await page.getByLabel('Name or email').fill('BOB');
    await page.keyboard.press('Enter');
    await page.locator('.person').waitFor();
    expect(await page.locator('.person').count()).toBe(1);
    await page.getByRole('link', { name: 'Message Bob Brown' }).click();
    await page.getByLabel('Message Bob Brown').fill('Just for you');
    await page.keyboard.press('Enter');
    await page.waitForURL('**room=**');
    await page.locator('#threads', { hasText: 'Just for you' }).waitFor();
    const { body } = await bob.get('messages/direct?personEmail=alice@example.com');
    expect(body.items).toMatchObject([{ markdown: 'Just for you' }]);
    await show({ as: bob.id, view: 'people' });
    await page.locator('.person', { hasText: 'bob@example.com' }).getByText('In 1 room').click();
    await page.getByRole('link', { name: 'Alice Adams', exact: true }).click();
    await page.getByText('Just for you').waitFor();
  });

  test('sets faults and rate limits, sees their effect, and removes them', async () => {
    const { emulator, alice, page, show } = await open();
    await show({ view: 'faults' });
    await page.getByLabel('Method').selectOption('GET');
    await page.getByLabel('Path').selectOption('rooms');
    await page.getByLabel('Times').fill('2');
    await page.getByRole('button', { name: '503' }).click();
    await page.getByText('GET /v1/rooms: 503').waitFor();
    await page.getByRole('button', { name: '429, retry after 2 s' }).click();
    await page.getByText('GET /v1/rooms: 429, Retry-After: 2').waitFor();
    expect((await alice.get('rooms')).status).toBe(503);
    await page.locator('li', { hasText: '503' }).getByText('1 time', { exact: true }).waitFor();
    expect((await alice.get('people')).status).toBe(200);
    expect((await alice.get('rooms')).status).toBe(503);
    const limited = await alice.get('rooms');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2']);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('No faults are set.').waitFor();
    expect((await alice.get('rooms')).status).toBe(200);
    await page.getByLabel('Times').fill('0');
    await page.getByRole('button', { name: '500' }).click();
    expect((await alice.get('rooms')).status).toBe(200);

    await page.getByLabel('Requests', { exact: true }).fill('1');
    await page.getByLabel('Milliseconds').fill('60000');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('At most 1 request in 60,000 ms').waitFor();
    expect((await alice.get('rooms')).status).toBe(200);
    expect(await alice.get('rooms')).toMatchObject(refusal(429, 'Too many requests'));
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No limit is set.').waitFor();
    expect((await alice.get('rooms')).status).toBe(200);

    // A limit set by a program is shown after the next request.
    emulator.fault({ kind: 'delay', delay: 1, path: 'people/me' });
    await alice.get('rooms');
    await page.getByText('/v1/people/me: 1 ms delay').waitFor();
  });

  test('is not affected by faults and rate limits, and not in the request log', async () => {
    const { emulator, alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Room' });
    await show({ as: alice.id, room: room.id });
    emulator.fault({ status: 503, times: 10 });
    emulator.setRateLimit({ requests: 1, per: 60_000 });
    const logged = emulator.requests.length;
    for (const text of ['One', 'Two', 'Three']) {
      await page.getByLabel('Message Room').fill(text);
      await page.keyboard.press('Enter');
      await page.locator('#threads', { hasText: text }).waitFor();
    }
    expect(emulator.requests).toHaveLength(logged);
  });

  test('clears the request log', async () => {
    const { emulator, alice, page, show } = await open();
    await alice.get('rooms');
    await show({ view: 'requests' });
    await page.locator('.log li').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No requests yet.').waitFor();
    expect(emulator.requests).toHaveLength(0);
  });

  test('sees that a room is gone, and is redirected from an outdated bookmark', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Short-lived' });
    await show({ as: alice.id, room: room.id });
    await alice.delete(`rooms/${room.id}`);
    await page.getByText('Alice Adams is not in this room, or it is gone.').waitFor();
    await show({ as: 'somebody-of-yesterday', room: room.id });
    expect(new URL(page.url()).search).toBe('');
    await page.getByText('Alice Adams is in no room.').waitFor();
  });
});
