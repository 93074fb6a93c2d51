import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator } from '@wxt/emulator';
import { hasBrowser } from '@wxt/testing/open-browser';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readArguments } from '../../src/arguments.js';
import { make, openEmulator, send } from '../open-emulator.js';
import { useBrowser } from './open-page.js';

/** Sends any headers at all, `Host` included, which fetch doesn't. */
async function sendRaw(url: string, method: string, headers: IncomingHttpHeaders, body = '') {
  const outgoing = request(url, { method, headers }).end(body);
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode as number, text };
}

const fault = JSON.stringify({ status: 500 });

async function openTargets() {
  const all = await openEmulator();
  const { origin, host, port } = new URL(all.emulator.url);
  const room = await make(all.alice, 'rooms', { title: 'Target' });
  const message = JSON.stringify({ roomId: room.id, text: 'Forged' });
  /** All requests that change something without a token. */
  const targets: readonly (readonly [method: string, path: string, body?: string])[] = [
    ['POST', '/_emulator/faults', fault],
    ['DELETE', '/_emulator/faults'],
    ['POST', '/_emulator/scans', '{}'],
    ['DELETE', '/_emulator/scans'],
    ['PUT', '/_emulator/rate-limit', '{"requests":1,"per":1000}'],
    ['DELETE', '/_emulator/rate-limit'],
    ['DELETE', '/_emulator/page/requests'],
    ['POST', `/_emulator/page/as/${all.alice.id}/messages`, message],
    ['PUT', `/_emulator/page/as/${all.alice.id}/rooms/${room.id}`, '{"title":"Forged"}'],
    ['DELETE', `/_emulator/page/as/${all.alice.id}/rooms/${room.id}`],
  ];
  const state = async () => ({
    faults: (await send(`${origin}/_emulator/faults`)).body.items,
    scans: (await send(`${origin}/_emulator/scans`)).body.items,
    rateLimit: (await send(`${origin}/_emulator/rate-limit`)).body,
    requests: all.emulator.requests.length,
    room: (await send(`${origin}/_emulator/page/as/${all.alice.id}/rooms/${room.id}`)).body,
    messages: (await send(`${origin}/_emulator/page/as/${all.alice.id}/messages?roomId=${room.id}`)).body
      .items,
  });
  return { ...all, origin, host, port, room, targets, state };
}

describe('a page request that changes something', () => {
  test.each([
    ['another origin', () => ({ origin: 'https://evil.example' })],
    ['another port', ({ port }: { port: string }) => ({ origin: `http://127.0.0.1:${Number(port) - 1}` })],
    [
      'another name for this computer',
      ({ port }: { port: string }) => ({ origin: `http://localhost:${port}` }),
    ],
    [
      'an origin with the same prefix',
      ({ origin }: { origin: string }) => ({ origin: `${origin}.evil.example` }),
    ],
    ['the opaque origin null', () => ({ origin: 'null' })],
    ['an empty origin', () => ({ origin: '' })],
    ['Sec-Fetch-Site: cross-site without Origin', () => ({ 'sec-fetch-site': 'cross-site' })],
    [
      'Sec-Fetch-Site: same-site in a no-cors request',
      () => ({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }),
    ],
    [
      'a cross-site form submission',
      () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    ],
  ])('is rejected with %s and changes nothing', async (_name, headersFor) => {
    const all = await openTargets();
    const before = await all.state();
    for (const [method, path, body] of all.targets) {
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        const headers = { host: all.host, 'content-type': type, ...headersFor(all) };
        const { status, text } = await sendRaw(all.origin + path, method, headers, body);
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('another origin');
      }
    }
    expect(await all.state()).toEqual(before);
  });

  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil-localhost',
    '0x7f000001',
    '2130706433',
  ])('is rejected for the host name %j, and so are reads', async (host) => {
    const all = await openTargets();
    const before = await all.state();
    const reading = [
      '/',
      '/_emulator/faults',
      '/_emulator/snapshot',
      '/_emulator/page/events',
      `/?as=${all.alice.id}`,
    ].map((path) => ['GET', path, undefined] as const);
    for (const [method, path, body] of [...all.targets, ...reading]) {
      // After DNS rebinding, a page's origin equals the host.
      const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
      const { status, text } = await sendRaw(all.origin + path, method, headers, body);
      expect([path, status]).toEqual([path, 403]);
      expect(text).toMatch(/is not allowed here: use localhost/);
      const { origin: _, ...withoutOrigin } = headers;
      expect((await sendRaw(all.origin + path, method, withoutOrigin, body)).status).toBe(403);
    }
    expect(await all.state()).toEqual(before);
  });

  test.each(['user@127.0.0.1', '127.0.0.1/evil.example', '[::1].evil.example'])(
    'is rejected with the invalid Host header %j',
    async (host) => {
      const all = await openTargets();
      const before = await all.state();
      for (const [method, path, body] of all.targets) {
        expect((await sendRaw(all.origin + path, method, { host }, body)).status).toBe(400);
      }
      expect(await all.state()).toEqual(before);
    },
  );

  test.each([
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['localhost:4000', 'http://localhost:4000'],
    ['LOCALHOST', 'http://localhost'],
    ['a.localhost', 'http://a.localhost'],
    ['[::1]:4000', 'http://[::1]:4000'],
    ['192.168.1.20:4000', 'http://192.168.1.20:4000'],
    ['localhost', 'https://localhost'],
  ])('is accepted for the host %s and the origin %s', async (host, origin) => {
    const { emulator } = await openEmulator();
    const url = new URL('/_emulator/faults', emulator.url).href;
    for (const headers of [{ host, origin }, { host }, { host, origin, 'sec-fetch-site': 'same-origin' }]) {
      expect((await sendRaw(url, 'POST', headers, fault)).status).toBe(201);
    }
  });

  test("is accepted for a host name in allowedHosts, but only from that host's own origin", async () => {
    const { emulator } = await openEmulator({ allowedHosts: ['Emulator.Test'] });
    const url = new URL('/_emulator/faults', emulator.url).href;
    const post = async (headers: IncomingHttpHeaders) => (await sendRaw(url, 'POST', headers, fault)).status;
    expect(await post({ host: 'emulator.test:80', origin: 'http://emulator.test' })).toBe(201);
    expect(await post({ host: 'emulator.test', origin: 'http://evil.example' })).toBe(403);
    expect(await post({ host: 'other.test' })).toBe(403);
  });
});

test('--allowed-host allows a host name', () => {
  expect(readArguments(['--allowed-host', 'one', '--allowed-host=two.test'])).toMatchObject({
    allowedHosts: ['one', 'two.test'],
  });
});

test.each(['http://emulator', 'emulator:3210', 'a b', '', '*'])(
  '%j is no host name to allow',
  async (name) => {
    await expect(startEmulator({ allowedHosts: [name] })).rejects.toThrow(
      new TypeError(`allowedHosts: ${JSON.stringify(name)} must be a host name, without scheme and port.`),
    );
  },
);

test('the API accepts any host name and origin, because it requires a token', async () => {
  const { emulator, alice } = await openEmulator();
  const headers = { authorization: `Bearer ${alice.accessToken}`, 'content-type': 'application/json' };
  for (const more of [{ host: 'emulator.internal' }, { origin: 'https://app.example' }, {}]) {
    const url = `${emulator.url}rooms`;
    const { status } = await sendRaw(url, 'POST', { ...headers, ...more }, '{"title":"Room"}');
    expect(status).toBe(200);
  }
});

test("the page can't be framed, and other origins can't use its assets", async () => {
  const { emulator } = await openEmulator();
  const { headers } = await fetch(new URL('/', emulator.url));
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

describe.skipIf(!hasBrowser())('a page of another origin in a browser', () => {
  const { openTab } = useBrowser();

  test("can't change anything with fetch (no-cors or not) or with a form", async () => {
    const { emulator, origin, alice, room, state } = await openTargets();
    const before = await state();
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Evil</title>');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { page } = await openTab();
    const messages = `${origin}/_emulator/page/as/${alice.id}/messages`;
    for (const evil of [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`]) {
      await page.goto(evil);
      const outcomes = await page.evaluate(
        async ({ faults, target, roomId }) => {
          const tries: [string, RequestInit][] = [
            [faults, { method: 'POST', mode: 'no-cors', body: '{"status":500}' }],
            [faults, { method: 'POST', body: '{"status":500}' }],
            [faults, { method: 'DELETE' }],
            [target, { method: 'POST', mode: 'no-cors', body: JSON.stringify({ roomId, text: 'Forged' }) }],
            [
              target,
              { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ roomId, text: 'Forged' }) },
            ],
          ];
          return Promise.all(
            tries.map(([url, init]) =>
              fetch(url, init).then(
                ({ type }) => type,
                () => 'failed',
              ),
            ),
          );
        },
        { faults: `${origin}/_emulator/faults`, target: messages, roomId: room.id },
      );
      expect(outcomes).toEqual(['opaque', 'failed', 'failed', 'opaque', 'opaque']);
      for (const [action, enctype] of [
        [messages, 'multipart/form-data'],
        [messages, 'application/x-www-form-urlencoded'],
        [`${origin}/_emulator/faults`, 'text/plain'],
      ]) {
        await page.goto(evil);
        const fields =
          action === messages ? { roomId: room.id, text: 'Forged' } : { '{"status":500,"body":"': '"}' };
        const inputs = Object.entries(fields).map(
          ([name, value]) => `<input name='${name}' value='${value}'>`,
        );
        await page.setContent(
          `<form method="post" action="${action}" enctype="${enctype}">${inputs.join('')}<button>Win</button></form>`,
        );
        const answered = page.waitForResponse(action ?? '');
        await page.getByRole('button').click();
        expect((await answered).status()).toBe(403);
      }
    }
    expect(await state()).toEqual(before);
    expect(emulator.requests).toHaveLength(before.requests);
  });
});
