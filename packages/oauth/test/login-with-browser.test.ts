import { AccessTokenError, Session } from '@wxt/core';
import { freePort } from '@wxt/testing';
import Keyv from 'keyv';
import { describe, expect, test } from 'vitest';
import { type BrowserLogin, loginWithBrowser, oauthTokens } from '../src/index.js';
import { openIntegration } from './open-integration.js';

const scopes = ['spark:people_read'];

/** An integration whose logins come back to this machine, and what begins one. */
async function openLogin() {
  const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
  const all = await openIntegration({ redirectUri });
  const begin = (onUrl: (url: string) => void, options: Partial<BrowserLogin> = {}) =>
    loginWithBrowser(all.anonymous, { ...all.integration, redirectUri, scopes, onUrl, ...options });
  return { ...all, redirectUri, begin };
}

/** What somebody does on the page of a login. */
async function press(url: string, answer: 'allow' | 'deny', person: string): Promise<Response> {
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const body = new URLSearchParams();
  for (const [, name = '', value = ''] of fields) body.set(name, value);
  body.set('person', person);
  body.set('answer', answer);
  return fetch(url.replace(/\?.*/, ''), { method: 'POST', body });
}

test('logs in with state and PKCE, and keeps the tokens, in a store too', async () => {
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

test('listens on 127.0.0.1 alone, for its own address and its own state, and no longer than needed', async () => {
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

test('says that it was refused', async () => {
  const { emulator, begin, alice } = await openLogin();
  const login = begin((url) => void press(url, 'deny', alice.id));
  await expect(login).rejects.toThrow(AccessTokenError);
  await expect(login).rejects.toThrow('The login was refused: access_denied');
  expect(emulator.issuedTokens.byCode).toBe(0);
});

describe('gives up', () => {
  test('when nobody comes', async () => {
    const { redirectUri, begin } = await openLogin();
    const login = begin(() => undefined, { timeout: 50 });
    await expect(login).rejects.toThrow(AccessTokenError);
    await expect(login).rejects.toThrow('Nobody logged in within 0.05 s');
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  test('when its signal is aborted', async () => {
    const { redirectUri, begin } = await openLogin();
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const login = begin(() => controller.abort(reason), { signal: controller.signal });
    await expect(login).rejects.toBe(reason);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  test('when the port is taken', async () => {
    const { emulator, begin } = await openLogin();
    const taken = begin(() => undefined, { redirectUri: emulator.url });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

test.each([
  ['https://127.0.0.1:1/', /address on this machine/],
  ['http://example.com:1/', /address on this machine/],
  ['http://0.0.0.0:1/', /address on this machine/],
  ['nonsense', /address on this machine/],
  ['', /"redirectUri" must not be empty/],
])('refuses the address %j', async (redirectUri, message) => {
  const session = new Session({ accessToken: false, baseUrl: 'http://127.0.0.1:1/' });
  const login = { clientId: 'CLIENT', clientSecret: 'SECRET', scopes, redirectUri, onUrl: () => undefined };
  await expect(loginWithBrowser(session, login)).rejects.toThrow(TypeError);
  await expect(loginWithBrowser(session, login)).rejects.toThrow(message);
});
