import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { AccessTokenError, Session } from '@wxt/core';
import { freePort } from '@wxt/testing';
import Keyv from 'keyv';
import { describe, expect, test } from 'vitest';
import { type BrowserLogin, LoginRequiredError, loginWithBrowser, oauthTokens } from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

const scopes = ['spark:people_read'];

/** Opens an integration whose redirect URI is on this machine, and returns a function that starts a login. */
async function openLogin() {
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  const all = await openIntegration({ redirectUri });
  const begin = (onUrl: (url: string) => unknown, options: Partial<BrowserLogin> = {}) =>
    loginWithBrowser(all.anonymous, { ...all.integration, redirectUri, scopes, onUrl, ...options });
  return { ...all, redirectUri, begin };
}

/** Submits the login page as a person does. */
async function press(url: string, answer: 'allow' | 'deny', person: string): Promise<Response> {
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const body = new URLSearchParams();
  for (const [, name = '', value = ''] of fields) body.set(name, value);
  body.set('person', person);
  body.set('answer', answer);
  return fetch(url.replace(/\?.*/, ''), { method: 'POST', body });
}

test('loginWithBrowser() uses state and PKCE, and stores the tokens', async () => {
  const { emulator, integration, begin, connect, alice } = await openLogin();
  const store = new Keyv();
  const urls: string[] = [];
  const pages: Promise<Response>[] = [];
  const tokens = await begin(
    (url) => {
      urls.push(url);
      pages.push(press(url, 'allow', alice.id));
    },
    { store, key: 'alice' },
  );
  const query = new URL(urls[0] ?? '').searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    response_type: 'code',
    scope: 'spark:people_read',
    state: expect.stringMatching(/^[\w-]{22}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
  expect(await (await pages[0])?.text()).toContain('close this page');
  expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: alice.id });
  const later = oauthTokens({ ...integration, store, key: 'alice' });
  expect(await connect(later).get(['people', 'me'])).toMatchObject({ id: alice.id });
  expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
});

test('requests to other paths, by other methods or with a wrong state are refused and do not end the login', async () => {
  const { redirectUri, begin, alice } = await openLogin();
  const answers: number[] = [];
  await begin(async (url) => {
    for (const forged of ['?code=forged', '?code=forged&state=forged', '/other?code=forged']) {
      answers.push((await fetch(redirectUri + forged)).status);
    }
    answers.push((await fetch(redirectUri, { method: 'POST' })).status);
    await press(url, 'allow', alice.id);
  });
  expect(answers).toEqual([400, 400, 404, 404]);
  await expect(fetch(redirectUri)).rejects.toThrow();
});

test('a login that the person denies rejects with a LoginRequiredError', async () => {
  const { emulator, begin, alice } = await openLogin();
  const login = begin((url) => void press(url, 'deny', alice.id));
  await expect(login).rejects.toThrow(LoginRequiredError);
  await expect(login).rejects.toThrow('The login was refused: access_denied');
  expect(emulator.issuedTokens.byCode).toBe(0);
});

describe('loginWithBrowser() rejects', () => {
  test('when nobody logs in before the timeout', async () => {
    const { redirectUri, begin } = await openLogin();
    const login = begin(() => undefined, { timeout: 50 });
    await expect(login).rejects.toThrow(LoginRequiredError);
    await expect(login).rejects.toThrow('Nobody logged in within 0.05 s');
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  test('with the reason of its signal', async () => {
    const { redirectUri, begin } = await openLogin();
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const login = begin(() => controller.abort(reason), { signal: controller.signal });
    await expect(login).rejects.toBe(reason);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  test('with one error that says what to do if the port is in use', async () => {
    const { emulator, begin } = await openLogin();
    const taken = begin(() => undefined, { redirectUri: emulator.url });
    await expect(taken).rejects.toBeInstanceOf(AccessTokenError);
    await expect(taken).rejects.toMatchObject({
      message: expect.stringMatching(
        /Could not listen on 127.*another program uses this port.*"redirectUri"/,
      ),
      cause: { code: 'EADDRINUSE' },
    });
  });
});

/** Sends bytes to the port of an address, and returns what comes back until the connection ends. */
async function sendRaw(address: string, bytes: string): Promise<string> {
  const socket = openSocket(Number(new URL(address).port), '127.0.0.1');
  socket.end(bytes);
  return text(socket).catch(() => '');
}

describe('a request that any web page or program can send', () => {
  test.each([
    ['a path of two slashes', 'GET // HTTP/1.1\r\nHost: HOST\r\n\r\n', 404],
    ['a path of many slashes', 'GET //////@?#[ HTTP/1.1\r\nHost: HOST\r\n\r\n', 404],
    [
      'an absolute address',
      'GET http://HOST/callback?state=STATE&code=X HTTP/1.1\r\nHost: HOST\r\n\r\n',
      404,
    ],
    ['an address of another host', 'GET http://[::bad/ HTTP/1.1\r\nHost: HOST\r\n\r\n', 404],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n', 404],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: HOST\r\n\r\n', undefined],
    [
      'an upgrade',
      'GET /callback?state=X HTTP/1.1\r\nHost: HOST\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
      400,
    ],
    [
      'the host of a rebound name',
      'GET /callback?state=STATE&code=X HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n',
      404,
    ],
    ['a malformed host', 'GET /callback?state=STATE&code=X HTTP/1.1\r\nHost: [::\r\n\r\n', 404],
    [
      'another port in the host',
      'GET /callback?state=STATE&code=X HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n',
      404,
    ],
    ['no host', 'GET /callback?state=STATE&code=X HTTP/1.1\r\n\r\n', 400],
    ['no host, by HTTP/1.0', 'GET /callback?state=STATE&code=X HTTP/1.0\r\n\r\n', 404],
    ['a percent sign by itself', 'GET /callback?state=%&code=%E0%A4%A HTTP/1.1\r\nHost: HOST\r\n\r\n', 400],
    ['the right state with POST', 'POST /callback?state=STATE&code=X HTTP/1.1\r\nHost: HOST\r\n\r\n', 404],
    ['no HTTP', '\x16\x03\x01\x02\x00', 400],
  ])('with %s does not end the login', async (_, bytes, status) => {
    const { redirectUri, begin, alice, connect } = await openLogin();
    const answers: string[] = [];
    const tokens = await begin(async (url) => {
      const { host, port } = new URL(redirectUri);
      const state = new URL(url).searchParams.get('state') ?? '';
      const filled = bytes.replaceAll('HOST', host).replaceAll('PORT', port).replaceAll('STATE', state);
      answers.push(await sendRaw(redirectUri, filled));
      await press(url, 'allow', alice.id);
    });
    expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: alice.id });
    expect(answers[0]?.split(' ')[1]).toBe(status === undefined ? undefined : String(status));
  });
});

test('connections that send nothing, or a request without an end, are closed when the login is done', async () => {
  const { redirectUri, begin, alice } = await openLogin();
  const sockets: Socket[] = [];
  const closed: Promise<unknown>[] = [];
  await begin(async (url) => {
    for (const bytes of ['', 'GET /callback HTTP/1.1\r\nX-Slow: ']) {
      const socket = openSocket(Number(new URL(redirectUri).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.on('error', () => undefined).write(bytes);
      closed.push(once(socket, 'close'));
      sockets.push(socket.resume());
    }
    await press(url, 'allow', alice.id);
  });
  await Promise.all(closed);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('no browser');
    },
  ],
  ['rejects', async () => Promise.reject(new Error('no browser'))],
])('an onUrl that %s ends the login with its error, and the port is free again', async (_, onUrl) => {
  const { redirectUri, begin } = await openLogin();
  await expect(begin(onUrl)).rejects.toThrow('no browser');
  await expect(fetch(redirectUri)).rejects.toThrow();
});

test('a redirect without code and error says so', async () => {
  const { redirectUri, begin } = await openLogin();
  const login = begin((url) => {
    const state = new URL(url).searchParams.get('state');
    void fetch(`${redirectUri}?state=${state}&code=`);
  });
  await expect(login).rejects.toThrow('The login was refused: the redirect has neither a code nor an error');
});

test('of two redirects with the right state, the first one counts', async () => {
  const { emulator, redirectUri, begin, alice, connect } = await openLogin();
  const tokens = await begin(async (url) => {
    await press(url, 'allow', alice.id);
    const state = new URL(url).searchParams.get('state');
    await fetch(`${redirectUri}?state=${state}&code=ANOTHER`).catch(() => undefined);
  });
  expect(await connect(tokens).get(['people', 'me'])).toMatchObject({ id: alice.id });
  expect(emulator.issuedTokens.byCode).toBe(1);
});

test.each([
  [{ timeout: Number.NaN }, /"timeout" must be a number of milliseconds/],
  [{ timeout: 0 }, /"timeout" must be a number of milliseconds/],
  [{ onUrl: undefined }, /"onUrl" must be a function/],
])('loginWithBrowser() throws a TypeError for %j', async (options, message) => {
  const { begin } = await openLogin();
  await expect(begin(() => undefined, options as never)).rejects.toThrow(message);
});

test.each([
  ['http://127.0.0.1:0/', /address on this machine/],
  ['http://127.0.0.1@example.com:1/', /address on this machine/],
  ['https://127.0.0.1:1/', /address on this machine/],
  ['http://example.com:1/', /address on this machine/],
  ['http://0.0.0.0:1/', /address on this machine/],
  ['nonsense', /address on this machine/],
  ['', /"redirectUri" must not be empty/],
])('loginWithBrowser() throws a TypeError for the redirectUri %j', async (redirectUri, message) => {
  const session = new Session({ accessToken: false, baseUrl: 'http://127.0.0.1:1/' });
  const login = { clientId: 'CLIENT', clientSecret: 'SECRET', scopes, redirectUri, onUrl: () => undefined };
  await expect(loginWithBrowser(session, login)).rejects.toThrow(TypeError);
  await expect(loginWithBrowser(session, login)).rejects.toThrow(message);
});
