import type { EmulatorUser } from '@wxt/emulator';
import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, test } from 'vitest';
import { type Body, make, send } from '../open-emulator.js';
import { openListener } from '../open-listener.js';
import { cardType, useBrowser } from './open-page.js';

const script = '<script>globalThis.isHacked = 1</script>';
const image = '"><img src="nowhere:" onerror="globalThis.isHacked = 1">';
const hostile = `${script}${image}`;

const wasHacked = 'globalThis.isHacked === 1';

describe.skipIf(!hasBrowser())('user content on the page', () => {
  const { open } = useBrowser();

  test('scripts in messages are shown as text, on load and in live updates', async () => {
    const { alice, page, show, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Room' });
    const wordings = [
      { text: hostile },
      { markdown: `**bold** ${hostile}` },
      { markdown: `\`\`\`${image}\n${hostile}\n\`\`\`\n\n\`${hostile}\`` },
      { markdown: `<@personEmail:alice@example.com|${image.replace('>', '')}> ${script}` },
      { markdown: `| ${script} |\n| --- |\n| ${image} |` },
    ];
    const postAll = async () => {
      for (const wording of wordings) await make(alice, 'messages', { roomId: room.id, ...wording });
    };
    await postAll();
    await show({ as: alice.id, room: room.id });
    await postAll();
    const messages = page.locator('#threads article');
    await messages.nth(9).waitFor();
    for (const text of await messages.allInnerTexts()) expect(text).toContain('globalThis.isHacked');
    expect(await page.locator('#threads script, #threads img').count()).toBe(0);
    expect(await page.evaluate(wasHacked)).toBe(false);
    expect(problems).toEqual([]);
  });

  test('scripts in titles, names, searches and logs are shown as text in every view', async () => {
    const { emulator, alice, bob, page, show, problems } = await open();
    await alice.put(`people/${bob.id}`, { displayName: hostile, emails: [bob.email] });
    const room = await make(alice, 'rooms', { title: hostile });
    await make(alice, 'memberships', { roomId: room.id, personId: bob.id });
    await make(bob, 'messages', { roomId: room.id, text: hostile });
    await make(alice, 'messages', { toPersonId: bob.id, text: hostile });
    const listener = await openListener();
    await listener.listenFor(alice, { name: hostile, resource: 'messages', event: 'created' });
    await make(alice, 'webhooks', {
      name: 'Hook',
      targetUrl: `${listener.url}#${hostile}`,
      resource: 'rooms',
      event: 'created',
    });
    await make(bob, 'messages', { roomId: room.id, text: hostile });
    await listener.delivered(1);
    await emulator.idle();
    await alice.get(
      `rooms/${encodeURIComponent(hostile)}?${encodeURIComponent(image)}=${encodeURIComponent(script)}`,
    );
    await alice.post('rooms', { title: '', [image]: script });
    emulator.fault({ path: hostile, status: 500 });
    const queries: Record<string, string>[] = [
      { as: alice.id, room: room.id },
      { as: bob.id },
      { as: alice.id, to: bob.id },
      { as: alice.id, room: hostile },
      { view: 'people', search: 'isHacked' },
      { view: 'people', search: image },
      { view: 'webhooks' },
      { view: 'requests' },
      { view: 'faults' },
      { view: hostile },
    ];
    for (const query of queries) {
      await show(query);
      await page.locator('main *').first().waitFor();
      expect(await page.locator('main script, main img:not([alt=""])').count()).toBe(0);
      expect(await page.locator('img[src="nowhere:"]').count()).toBe(0);
      expect(await page.evaluate(wasHacked)).toBe(false);
    }
    expect(problems).toEqual([]);
  });

  test('scripts in an uploaded file do not run, neither embedded nor opened', async () => {
    const { emulator, alice, page, show, origin, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Files' });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="isHacked=1">${script}</svg>`;
    const types = {
      'picture.svg': 'image/svg+xml',
      'page.html': 'text/html',
      'page.xhtml': 'application/xhtml+xml',
      'style.xml': 'text/xml',
      nothing: '',
    };
    const addresses: string[] = [];
    for (const [name, type] of Object.entries(types)) {
      const { files } = await upload(emulator.url, alice, room.id, new File([svg], name, { type }));
      addresses.push(`${origin}/_emulator/page/as/${alice.id}/contents/${String(files).split('/').at(-1)}`);
    }
    await show({ as: alice.id, room: room.id });
    await page.locator('.file img').waitFor();
    expect(await page.locator('.file .name').allInnerTexts()).toEqual(Object.keys(types));
    expect(await page.evaluate(wasHacked)).toBe(false);
    expect(problems).toEqual([]);

    for (const address of addresses) {
      const response = await fetch(address);
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
      expect(response.headers.get('content-security-policy')).not.toContain('allow-scripts');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await response.text()).toBe(svg);
      // The browser saves it, whatever it is.
      const download = page.waitForEvent('download');
      await page.evaluate(`location.assign(${JSON.stringify(address)})`);
      await download;
    }
  });

  test('a file name with markup is shown as text', async () => {
    const { emulator, alice, page, show, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Files' });
    const name = "<img src=nowhere: onerror='isHacked=1'>.png";
    await upload(emulator.url, alice, room.id, new File(['x'], name, { type: 'image/png' }));
    await show({ as: alice.id, room: room.id });
    const file = page.locator('.file .name');
    expect(await file.textContent()).toBe(name);
    expect(await page.evaluate(wasHacked)).toBe(false);
    expect(problems).toEqual([]);
  });
});

describe.skipIf(!hasBrowser())('a malicious card on the page', () => {
  const { open } = useBrowser();

  const url = 'javascript:globalThis.isHacked=1';
  const openUrl = { type: 'Action.OpenUrl', title: 'Open', url };
  const card = {
    type: 'AdaptiveCard',
    version: '1.3',
    body: [
      { type: 'TextBlock', text: `${hostile} [link](${url}) ![picture](${url})`, wrap: true },
      { type: 'TextBlock', text: hostile, maxLines: 1, wrap: true },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Run', selectAction: openUrl }] },
      { type: 'Image', url, altText: hostile, selectAction: openUrl },
      { type: 'FactSet', facts: [{ title: hostile, value: hostile }] },
      {
        type: 'Container',
        id: 'feed',
        selectAction: openUrl,
        items: [{ type: 'TextBlock', id: 'jump', text: 'Box' }],
      },
      {
        type: 'Input.ChoiceSet',
        id: 'threads',
        label: hostile,
        placeholder: hostile,
        choices: [{ title: hostile, value: hostile }],
      },
      { type: 'Input.Text', id: 'connection', value: hostile, placeholder: hostile },
      { type: 'Media', poster: url, sources: [{ url, mimeType: 'video/mp4' }] },
    ],
    actions: [
      openUrl,
      {
        type: 'Action.ShowCard',
        title: 'More',
        card: {
          type: 'AdaptiveCard',
          body: [{ type: 'TextBlock', id: 'no-messages', text: `${hostile} [link](${url})` }],
        },
      },
      { type: 'Action.Execute', title: 'Run it', verb: hostile },
    ],
  };

  test("runs no script, whatever is clicked, and can't affect the rest of the page", async () => {
    const { alice, page, show, problems } = await open();
    const room = await make(alice, 'rooms', { title: 'Cards' });
    await make(alice, 'messages', {
      roomId: room.id,
      text: 'c',
      attachments: [{ contentType: cardType, content: card }],
    });
    await show({ as: alice.id, room: room.id });
    await page.getByRole('link', { name: 'Open', exact: true }).last().click();
    await page.getByText(`Only addresses of the web are opened, not ${url}`).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    for (const link of await page.locator('.card a').all())
      await link.click({ force: true, button: 'middle' });
    await page.getByText('Run', { exact: true }).click();
    await page.getByText('Box').click();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('Webex does not know this action.').waitFor();
    expect(await page.locator('.card script, .card a[href^="javascript"] >> nth=5').count()).toBe(0);
    expect(await page.evaluate(wasHacked)).toBe(false);
    expect(
      page
        .context()
        .pages()
        .filter((one) => one.url().startsWith('javascript')),
    ).toEqual([]);

    // The page still finds its own parts.
    await make(alice, 'messages', { roomId: room.id, text: 'Afterwards' });
    await page.getByText('Afterwards').waitFor();
    expect(problems.filter((problem) => !/javascript:|ERR_UNKNOWN_URL_SCHEME/.test(problem))).toEqual([]);
  });

  test('is skipped if it is malformed; other messages are still shown', async () => {
    const { alice, page, show } = await open();
    const room = await make(alice, 'rooms', { title: 'Cards' });
    const card = (content: object) =>
      make(alice, 'messages', {
        roomId: room.id,
        text: 'A card',
        attachments: [{ contentType: cardType, content }],
      });
    const nested = (depth: number): object =>
      depth === 0 ? { type: 'TextBlock', text: 'x' } : { type: 'Container', items: [nested(depth - 1)] };
    await card({ type: 'AdaptiveCard', body: [null, 7, 'text', { type: null }] });
    await card({ type: 'AdaptiveCard', body: 'text' });
    await card({ type: 'Nothing' });
    await card({});
    await card({ [hostile]: hostile });
    await card({ type: 'AdaptiveCard', body: [], actions: [{ type: 'Action.ShowCard', title: 'More' }] });
    await card({ type: 'AdaptiveCard', body: [nested(40)] });
    await card({ type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: 'A good card' }] });
    await show({ as: alice.id, room: room.id });
    await page.getByText('A good card').waitFor();
    expect(await page.locator('#threads article').count()).toBe(8);
    expect(await page.evaluate(wasHacked)).toBe(false);
  });
});

async function upload(url: string, { accessToken }: EmulatorUser, roomId: string, file: File): Promise<Body> {
  const body = new FormData();
  body.set('roomId', roomId);
  body.set('files', file);
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await send(`${url}messages`, { method: 'POST', headers, body })).body;
}
