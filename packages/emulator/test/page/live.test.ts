import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, test } from 'vitest';
import { make } from '../open-emulator.js';
import { openListener } from '../open-listener.js';
import { cardType, useBrowser } from './open-page.js';

const showAgain = "document.dispatchEvent(new Event('visibilitychange'))";

describe.skipIf(!hasBrowser())('live updates of the page', () => {
  const { open } = useBrowser();

  test('show a message posted, edited and deleted through the API without a reload', async () => {
    const { alice, bob, page, show, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Plans' });
    await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
    await show({ as: alice.id, room: room.id });
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.getByText('No messages yet.').waitFor();

    const message = await make(bob, 'messages', { roomId: room.id, markdown: 'It is **here**' });
    await page.locator('#threads strong', { hasText: 'here' }).waitFor();
    await bob.put(`messages/${message.id}`, { roomId: room.id, markdown: 'It was ~~there~~' });
    await page.locator('#threads .edited').waitFor();
    expect(await page.locator('#threads .markdown').textContent()).toBe('It was there\n');
    await bob.delete(`messages/${message.id}`);
    await page.locator('#threads article').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    expect(problems).toEqual([]);
  });

  test('show a new room, and move a room with a new message to the top', async () => {
    const { alice, page, show } = await open();
    const first = await make(alice, 'rooms', { title: 'First' });
    await show({ as: alice.id });
    await make(alice, 'rooms', { title: 'Second' });
    const titles = page.locator('.room-list .title');
    await page.locator('.room-list li:first-child', { hasText: 'Second' }).waitFor();
    await make(alice, 'messages', { roomId: first.id, text: 'Hello' });
    await page.locator('.room-list li:first-child', { hasText: 'First' }).waitFor();
    expect(await titles.allInnerTexts()).toEqual(['First', 'Second']);
  });

  test('insert a reply below its parent message', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Threads' });
    const parent = await make(alice, 'messages', { roomId: room.id, text: 'Who is coming?' });
    await make(alice, 'messages', { roomId: room.id, text: 'Something else' });
    await show({ as: alice.id, room: room.id });
    await make(alice, 'messages', { roomId: room.id, parentId: parent.id, text: 'I am' });
    const thread = page.locator('section.thread', { hasText: 'Who is coming?' });
    await thread.locator('.replies article', { hasText: 'I am' }).waitFor();
    expect(await page.locator('section.thread').count()).toBe(2);
    await page.reload();
    expect(await thread.locator('.replies article').textContent()).toContain('I am');
  });

  test('keep the replies to a deleted message', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Threads' });
    const parent = await make(alice, 'messages', { roomId: room.id, text: 'Parent' });
    await make(alice, 'messages', { roomId: room.id, parentId: parent.id, text: 'Child' });
    await show({ as: alice.id, room: room.id });
    await alice.delete(`messages/${parent.id}`);
    await page.getByText('Reply to a message that is not here any more').waitFor();
    expect(await page.locator('#threads').textContent()).not.toContain('Parent');
    expect(await page.locator('#threads .text').allInnerTexts()).toEqual(['Child']);
  });

  test("show a bot's reply after a card is submitted with a click", async () => {
    const { alice, bob, robot, page, show, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Votes' });
    for (const { id } of [bob, robot]) await make(alice, 'memberships', { roomId: room.id, personId: id });
    // The bot: it looks up what was submitted and says so.
    const listener = await openListener();
    await listener.listenFor(robot, { resource: 'attachmentActions', event: 'created' });
    const card = {
      type: 'AdaptiveCard',
      version: '1.3',
      body: [
        { type: 'Input.Text', id: 'name', label: 'Your name' },
        { type: 'Input.Toggle', id: 'agree', title: 'I agree' },
      ],
      actions: [{ type: 'Action.Submit', title: 'Vote', data: { poll: 7 } }],
    };
    await make(robot, 'messages', {
      roomId: room.id,
      text: 'A card',
      attachments: [{ contentType: cardType, content: card }],
    });
    await show({ as: bob.id, room: room.id });
    await page.getByLabel('Your name').fill('Bobby');
    await page.getByLabel('I agree').check();
    await page.getByRole('button', { name: 'Vote' }).click();

    const [delivery] = await listener.delivered(1);
    const action = await robot.get(`attachment/actions/${delivery?.body.data.id}`);
    expect(action.body).toMatchObject({
      personId: bob.id,
      inputs: { name: 'Bobby', agree: 'true', poll: 7 },
    });
    await make(robot, 'messages', { roomId: room.id, markdown: 'Thank you, *Bobby*!' });
    await page.locator('#threads em', { hasText: 'Bobby' }).waitFor();
    // The card is still the one that was filled in.
    expect(await page.getByLabel('Your name').inputValue()).toBe('Bobby');
    await page.getByText('Submitted.').waitFor();
    expect(problems).toEqual([]);
  });

  test('show requests and webhook deliveries as they happen', async () => {
    const { alice, page, show } = await open();
    await show({ view: 'requests' });
    await page.getByText('No requests yet.').waitFor();
    await alice.get('rooms?max=3');
    await page.locator('.log li', { hasText: 'GET /v1/rooms?max=3' }).waitFor();
    expect(await page.locator('.log li').textContent()).toContain('alice@example.com');

    const listener = await openListener(() => ({ status: 410 }));
    await show({ view: 'webhooks' });
    await page.getByText('There are no webhooks yet.').waitFor();
    await listener.listenFor(alice, { name: 'Told', resource: 'rooms', event: 'created' });
    await page.locator('.webhook', { hasText: 'rooms: created' }).waitFor();
    const room = await make(alice, 'rooms', { title: 'Watched' });
    const delivery = page.locator('.log li', { hasText: 'Told: rooms created' });
    await delivery.waitFor();
    await delivery.locator('summary').click();
    expect(await delivery.textContent()).toContain('410');
    expect(JSON.parse((await delivery.locator('pre').textContent()) ?? '')).toMatchObject({
      resource: 'rooms',
      data: { id: room.id },
    });
    await page.getByText('1 failed in a row').waitFor();
  });

  test('catch up after the connection to the emulator was lost', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Gap' });
    await make(alice, 'messages', { roomId: room.id, text: 'Before' });
    const gone = await make(alice, 'messages', { roomId: room.id, text: 'Soon gone' });
    await show({ as: alice.id, room: room.id });
    await page.getByText('Before').waitFor();
    await page.route('**/_emulator/page/events', (route) => route.abort());
    // Hidden and shown again, a page opens a new connection.
    await page.evaluate(showAgain);
    await page.getByText('The emulator does not answer.').waitFor();
    await make(alice, 'messages', { roomId: room.id, text: 'Meanwhile' });
    await alice.delete(`messages/${gone.id}`);
    await page.unroute('**/_emulator/page/events');
    await page.evaluate(showAgain);
    await page.getByText('Meanwhile').waitFor();
    expect(await page.locator('#threads .text').allInnerTexts()).toEqual(['Before', 'Meanwhile']);
    await page.getByText('The emulator does not answer.').waitFor({ state: 'hidden' });
  });

  test('show the newest messages after more arrived at once than one event lists', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Flood' });
    await show({ as: alice.id, room: room.id });
    await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        make(alice, 'messages', { roomId: room.id, text: `Drop ${index + 1}` }),
      ),
    );
    const { body } = await alice.get(`messages?roomId=${room.id}&max=1`);
    await page.locator(`#m-${body.items[0]?.id}`).waitFor();
  });
});
