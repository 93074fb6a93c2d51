import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, test } from 'vitest';
import { type Body, make } from '../open-emulator.js';
import { useBrowser } from './open-page.js';

describe.skipIf(!hasBrowser())('a long room on the page', () => {
  const { open } = useBrowser();

  test('shows its newest 50 messages and loads older ones on scrolling up, back to the first', async () => {
    const { alice, page, show } = await open({ messages: 320 });
    await show({ as: alice.id });
    const messages = page.locator('#threads article');
    await page.getByText('Message 320', { exact: true }).waitFor();
    expect(await messages.count()).toBe(50);
    for (let count = 50; count < 320; count += 50) {
      await page.evaluate("document.getElementById('feed').scrollTo(0, -1e9)");
      await messages.nth(count).waitFor({ state: 'attached' });
    }
    await page.locator('a.older').waitFor({ state: 'detached' });
    const texts = await page.locator('#threads .text').allTextContents();
    expect(texts).toEqual(Array.from({ length: 320 }, (_, index) => `Message ${index + 1}`));
  });

  test('keeps its scroll position while older messages load and new ones arrive', async () => {
    const { alice, page, show } = await open({ messages: 300 });
    await show({ as: alice.id });
    const room = (await alice.get('rooms')).body.items[0];
    const seen = page.getByText('Message 255', { exact: true });
    await seen.waitFor({ state: 'attached' });
    await seen.scrollIntoViewIfNeeded();
    await page.locator('#threads article').nth(50).waitFor({ state: 'attached' });
    await make(alice, 'messages', { roomId: room?.id, text: 'Something new' });
    await page.getByRole('button', { name: 'New messages' }).waitFor();
    await page.getByText('Something new').waitFor({ state: 'attached' });
    expect(await isInView(seen)).toBe(true);
    expect(await isInView(page.getByText('Something new'))).toBe(false);
    await page.getByRole('button', { name: 'New messages' }).click();
    await page.getByRole('button', { name: 'New messages' }).waitFor({ state: 'hidden' });
    expect(await isInView(page.getByText('Something new'))).toBe(true);
  });

  test('can be paged through with links if JavaScript is off', async () => {
    const { alice, origin } = await open({ messages: 120 });
    const texts: string[] = [];
    let path: string | undefined = `/?as=${alice.id}`;
    for (let pages = 0; path !== undefined && pages < 5; pages += 1) {
      const html: string = await (await fetch(origin + path)).text();
      texts.unshift(...[...html.matchAll(/<div class="text">([^<]+)</g)].map(([, text = '']) => text));
      path = /<a class="older" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(texts).toEqual(Array.from({ length: 120 }, (_, index) => `Message ${index + 1}`));
  });

  test('shows the last 10 replies of a thread, and more on request', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Threads' });
    const parent = await make(alice, 'messages', { roomId: room.id, text: 'Parent' });
    for (let number = 1; number <= 70; number += 1) {
      await make(alice, 'messages', { roomId: room.id, parentId: parent.id, text: `Reply ${number}` });
    }
    await show({ as: alice.id, room: room.id });
    const replies = page.locator('.replies .text');
    await replies.last().waitFor();
    expect(await replies.allTextContents()).toEqual(replyTexts(61, 70));
    await page.getByRole('link', { name: 'Show earlier replies (60)' }).click();
    await replies.nth(59).waitFor();
    expect(await replies.allTextContents()).toEqual(replyTexts(11, 70));
    await page.getByRole('link', { name: 'Show earlier replies' }).click();
    await replies.nth(69).waitFor();
    expect(await replies.allTextContents()).toEqual(replyTexts(1, 70));
    expect(await page.locator('a.earlier').count()).toBe(0);
  });

  test('long lists of rooms and people are paged', async () => {
    const { alice, page, show, origin } = await open({ rooms: 130 });
    await show({ as: alice.id });
    const rooms = page.locator('.room-list li');
    expect(await rooms.count()).toBe(50);
    for (const count of [100, 130]) {
      await page.getByRole('link', { name: 'More rooms' }).click();
      await rooms.nth(count - 1).waitFor();
      expect(await rooms.count()).toBe(count);
    }
    // The longer list stays when something changes.
    const added: Body = await make(alice, 'rooms', { title: 'Added' });
    await page.locator(`#r-${added.id}`).waitFor();
    expect(await rooms.count()).toBe(131);
    for (const max of ['0', '-1', 'x', '1e9']) {
      expect((await fetch(`${origin}/_emulator/page/rooms?as=${alice.id}&max=${max}`)).status).toBe(400);
    }
  });
});

function replyTexts(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `Reply ${first + index}`);
}

type Locator = Awaited<ReturnType<ReturnType<typeof useBrowser>['open']>>['page'] extends {
  locator(selector: string): infer Found;
}
  ? Found
  : never;

async function isInView(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  const feed = await locator.page().locator('#feed').boundingBox();
  return box !== null && feed !== null && box.y >= feed.y && box.y + box.height <= feed.y + feed.height;
}
