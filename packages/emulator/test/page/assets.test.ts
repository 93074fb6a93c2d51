import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { openEmulator } from '../open-emulator.js';

async function openPage() {
  const { emulator, alice } = await openEmulator();
  const origin = new URL(emulator.url).origin;
  return { emulator, alice, get: (path: string, init?: RequestInit) => fetch(origin + path, init) };
}

describe("the page's assets", () => {
  test('have no type errors', () => {
    const folder = fileURLToPath(new URL('../../assets/', import.meta.url));
    const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    expect(fileNames.length).toBeGreaterThan(4);
    const program = ts.createProgram(fileNames, options);
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    expect(problems).toEqual([]);
  });

  test('are all served by the emulator, so the page works without a network', async () => {
    const { get } = await openPage();
    const page = await get('/');
    expect(page.headers.get('content-type')).toMatch('text/html');
    const html = await page.text();
    const seen = new Set<string>();
    const queue = [...html.matchAll(/(?:src|href)="([^"]+\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    for (const path of queue) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      const text = await response.text();
      for (const [, name] of text.matchAll(/from '\.\/([\w.-]+)'/g))
        queue.push(`/_emulator/page/assets/${name}`);
    }
    expect([...seen].map((path) => path.split('/').at(-1)).sort()).toEqual(
      ['cards.js', 'feed.js', 'forms.js', 'icon.svg', 'live.js', 'page.css', 'page.js'].sort(),
    );
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const name of ['adaptivecards.js', 'markdown-it.js', 'card.css']) {
      expect((await get(`/_emulator/page/assets/${name}`)).status).toBe(200);
    }
  });

  test('are revalidated, and downloaded again only if they have changed', async () => {
    const { get } = await openPage();
    const first = await get('/_emulator/page/assets/page.css');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/_emulator/page/assets/page.css', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await get('/_emulator/page/assets/page.js', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
  });

  test.each([
    'tsconfig.json',
    '..%2fpackage.json',
    '..%2f..%2fpackage.json',
    '%2e%2e%2fpackage.json',
    '..%5cpackage.json',
    '%2fetc%2fpasswd',
    'constructor',
    '__proto__',
    'page.css%00.js',
  ])('do not include %s', async (name) => {
    const { get } = await openPage();
    const { status } = await get(`/_emulator/page/assets/${name}`);
    expect([400, 404]).toContain(status);
  });

  test("are the only scripts and styles that the page's Content-Security-Policy allows", async () => {
    const { get } = await openPage();
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    const directives = Object.fromEntries(policy.split(';').map((one) => one.trim().split(/ (.*)/s)));
    expect(directives).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
    });
    const html = await (await get('/')).text();
    expect(html).not.toMatch(/<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)/);
  });
});

describe("the page's server-sent events", () => {
  async function openEvents(get: (path: string, init?: RequestInit) => Promise<Response>) {
    const ending = new AbortController();
    const response = await get('/_emulator/page/events', { signal: ending.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      response,
      end: () => ending.abort(),
      /** Reads until the received text matches. */
      async until(part: string) {
        while (!text.includes(part)) {
          const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
          if (done) throw new Error(`Ended without ${part}: ${text}`);
          text += value;
        }
        return text;
      },
    };
  }

  test('name what has changed, without any message content', async () => {
    const { alice, get } = await openPage();
    const events = await openEvents(get);
    expect(events.response.headers.get('content-type')).toBe('text/event-stream');
    const room = await alice.post('rooms', { title: 'Secret title' });
    const message = await alice.post('messages', { roomId: room.body.id, text: 'Secret text' });
    const text = await events.until(message.body.id);
    expect(text).toContain(`{"id":"${message.body.id}","roomId":"${room.body.id}"}`);
    expect(await events.until('"requests"')).not.toContain('Secret');
    events.end();
  });

  test('do not prevent close() from resolving', async () => {
    const { emulator, get } = await openPage();
    const events = await Promise.all(Array.from({ length: 5 }, () => openEvents(get)));
    await emulator.close();
    for (const { until } of events) await expect(until('never')).rejects.toThrow();
  });

  test('batch simultaneous changes, with at most as many message ids as a page would load', async () => {
    const { alice, get } = await openPage();
    const room = await alice.post('rooms', { title: 'Many' });
    const events = await openEvents(get);
    const posts = Array.from({ length: 200 }, () =>
      alice.post('messages', { roomId: room.body.id, text: 'x' }),
    );
    const ids = (await Promise.all(posts)).map(({ body }) => body.id);
    const last = await alice.post('messages', { roomId: room.body.id, text: 'last' });
    const text = await events.until(last.body.id).catch(() => '');
    for (const line of text.split('\n').filter((one) => one.startsWith('data:'))) {
      const { messages, overflow } = JSON.parse(line.slice(5));
      expect(messages.length).toBeLessThanOrEqual(50);
      if (!overflow) for (const { id } of messages) expect([...ids, last.body.id]).toContain(id);
    }
    events.end();
  });
});
