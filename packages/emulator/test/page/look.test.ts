import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, test } from 'vitest';
import { make } from '../open-emulator.js';
import { openListener } from '../open-listener.js';
import { cardType, useBrowser } from './open-page.js';

const card = {
  type: 'AdaptiveCard',
  version: '1.3',
  body: [
    { type: 'TextBlock', text: 'Title', size: 'Large' },
    ...['Accent', 'Good', 'Warning', 'Attention', 'Dark', 'Light'].map((color) => ({
      type: 'TextBlock',
      text: color,
      color,
    })),
    ...['emphasis', 'accent', 'good', 'warning', 'attention'].map((style) => ({
      type: 'Container',
      style,
      items: [
        { type: 'TextBlock', text: `In ${style}` },
        { type: 'TextBlock', text: `Subtle in ${style}`, isSubtle: true },
      ],
    })),
    { type: 'Input.Text', id: 'a', placeholder: 'Placeholder', label: 'Label' },
    { type: 'Input.ChoiceSet', id: 'b', choices: [{ title: 'Choice', value: '1' }], style: 'expanded' },
  ],
  actions: [
    { type: 'Action.Submit', title: 'Plain' },
    { type: 'Action.Submit', title: 'Positive', style: 'positive' },
    { type: 'Action.Submit', title: 'Destructive', style: 'destructive' },
  ],
};

/** Texts with a contrast below 4.5:1 (3:1 for large text) to their background. Runs in the browser. */
const lowContrasts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const parent = (element) => element.parentElement ?? element.getRootNode().host;
  const behind = (element) => {
    for (let one = element; one; one = parent(one)) {
      const color = rgba(getComputedStyle(one).backgroundColor);
      if (color[3] > 0.95) return color;
    }
    return [255, 255, 255, 1];
  };
  const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const found = [];
  let checked = 0;
  for (const element of all(document.body)) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
    const isField = element.placeholder && element.value === '';
    if ((texts.length === 0 && !isField) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('option, script, noscript, .visually-hidden')) continue;
    const style = getComputedStyle(element, isField ? '::placeholder' : undefined);
    const [one, other] = [luminance(rgba(style.color)), luminance(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    checked += 1;
    if (contrast < (isLarge ? 3 : 4.5)) found.push(contrast.toFixed(2) + ' ' + (isField ? element.placeholder : texts[0].data.trim()));
  }
  return { found, checked };
})()`;

describe.skipIf(!hasBrowser())("the page's appearance", () => {
  const { open } = useBrowser();

  /** An emulator with data in every view. */
  async function openFull() {
    const all = await open();
    const { emulator, alice, bob, robot } = all;
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(4);
    const room = await make(alice, 'rooms', { title: `A room ${long}`.slice(0, 120) });
    for (const { id } of [bob, robot]) await make(alice, 'memberships', { roomId: room.id, personId: id });
    const listener = await openListener((index) => ({ status: index === 0 ? 500 : 200 }));
    await listener.listenFor(alice, {
      name: long,
      resource: 'messages',
      event: 'created',
      filter: `roomId=${room.id}`,
    });
    const parent = await make(bob, 'messages', { roomId: room.id, text: long });
    await make(alice, 'messages', {
      roomId: room.id,
      parentId: parent.id,
      markdown: `> ${long}\n\n\`${long}\``,
    });
    await make(bob, 'messages', {
      roomId: room.id,
      markdown: `<@personEmail:${alice.email}> https://example.com/${long}`,
    });
    const edited = await make(bob, 'messages', { roomId: room.id, markdown: `\`\`\`\n${long}\n\`\`\`` });
    await bob.put(`messages/${edited.id}`, {
      roomId: room.id,
      markdown: `| a | b |\n| - | - |\n| ${long} | ${long} |`,
    });
    await make(robot, 'messages', {
      roomId: room.id,
      text: 'c',
      attachments: [{ contentType: cardType, content: card }],
    });
    await emulator.idle();
    await alice.get(`rooms/${long}?title=${long}`);
    emulator.fault({ path: 'messages', status: 503, times: 3 });
    emulator.fault({ path: 'people/me', status: 503 });
    await alice.get('people/me');
    const views: Record<string, string>[] = [
      { as: alice.id, room: room.id },
      { as: alice.id },
      { as: robot.id, view: 'people' },
      { as: alice.id, view: 'webhooks' },
      { as: alice.id, view: 'requests' },
      { as: alice.id, view: 'faults' },
    ];
    return { ...all, room, views };
  }

  test.each(['light', 'dark'] as const)(
    'all text has sufficient contrast in the %s color scheme',
    async (colorScheme) => {
      const { page, show, views } = await openFull();
      await page.emulateMedia({ colorScheme });
      for (const view of views) {
        await show(view);
        if (view.room !== undefined) await page.getByRole('button', { name: 'Positive' }).waitFor();
        // Collapsed content must be readable too.
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })");
        await page.evaluate("document.getElementById('connection').hidden = false");
        const { found, checked } = await page.evaluate<{ found: string[]; checked: number }>(lowContrasts);
        expect(found).toEqual([]);
        expect(checked).toBeGreaterThan(10);
      }
      const background = await page.evaluate<string>(
        'getComputedStyle(document.documentElement).backgroundColor',
      );
      const [red = 0] = (background.match(/\d+/g) ?? []).map(Number);
      expect(red < 128).toBe(colorScheme === 'dark');
    },
  );

  test('the layout fits a phone 390 pixels wide, even with long words', async () => {
    const { page, show, views } = await openFull();
    await page.setViewportSize({ width: 390, height: 844 });
    for (const view of views) {
      await show(view);
      if (view.room !== undefined) await page.getByRole('button', { name: 'Positive' }).waitFor();
      await page.evaluate(
        "document.querySelectorAll('details:not(.popover)').forEach((one) => { one.open = true })",
      );
      const tooWide = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('html, body, main, .feed, .thread, .sheet, .scroll')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName)`);
      expect(tooWide).toEqual([]);
    }
  });

  test('a phone shows either the room list or a room, with a link back', async () => {
    const { alice, page, show, room } = await openFull();
    await page.setViewportSize({ width: 390, height: 844 });
    await show({ as: alice.id });
    expect(await page.locator('#feed').isVisible()).toBe(false);
    await page.locator(`#r-${room.id}`).click();
    await page.locator('#feed').waitFor();
    expect(await page.locator('.room-list').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'All rooms' }).click();
    await page.locator('.room-list').waitFor();
    expect(await page.locator('#feed').isVisible()).toBe(false);
  });

  test('everything can be used with the keyboard alone', async () => {
    const { emulator, alice, bob, page, show, room } = await openFull();
    emulator.clearFaults();
    await show({ as: alice.id });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    const reached: string[] = [];
    // Keyboard focus is visible.
    const unseen: string[] = [];
    const field = page.locator('textarea');
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate<{ style: string; text: string }>(`(() => {
        let one = document.activeElement;
        while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
        const box = one.matches('textarea') ? one.closest('form') : one.matches('input[type=file]') ? one.parentElement : one;
        const { outlineStyle, boxShadow } = getComputedStyle(box);
        return { style: outlineStyle + boxShadow, text: one.textContent || one.name || one.id || one.tagName };
      })()`);
      reached.push(outline.text.trim());
      if (outline.style === 'nonenone') unseen.push(outline.text);
      if (await page.evaluate("document.activeElement.matches('textarea')")) break;
    }
    expect(unseen).toEqual([]);
    for (const stop of ['New room', 'Plain', 'Positive', 'Reply']) expect(reached).toContain(stop);
    await page.keyboard.type('First line');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Second line');
    await page.keyboard.press('Enter');
    await page.locator('#threads', { hasText: 'Second line' }).waitFor();
    const { body } = await bob.get(`messages?roomId=${room.id}&max=1`);
    expect(body.items[0]).toMatchObject({ markdown: 'First line\nSecond line', personId: alice.id });
    expect(await field.inputValue()).toBe('');
  });
});
