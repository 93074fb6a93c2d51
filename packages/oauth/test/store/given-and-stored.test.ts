import type { Session } from '@wxt/core';
import { describe, expect, test } from 'vitest';
import { LoginRequiredError, oauthTokens, type TokenStore } from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

const me = (session: Session) => session.get<{ id: string }>(['people', 'me']);

async function openShared() {
  const content = new Map<string, unknown>();
  const store: TokenStore = {
    get: async (key) => content.get(key),
    set: async (key, value) => content.set(key, value),
    delete: async (key) => content.delete(key),
  };
  const all = await openIntegration();
  const { integration, redirectUri, emulator, connect } = all;
  const key = 'shared';
  const byCode = (code: string) => oauthTokens({ ...integration, code, redirectUri, store, key });
  const byRefresh = (refreshToken: string) => oauthTokens({ ...integration, refreshToken, store, key });
  const byStore = () => oauthTokens({ ...integration, store, key });
  const entry = () => content.get(`wxt:${key}`) as { refreshToken: string };
  const codeOf = (person: { id: string }) => emulator.authorizationCode(person.id);
  const whoIs = async (tokens: ReturnType<typeof byStore>) => (await me(connect(tokens))).id;
  return { ...all, content, store, key, byCode, byRefresh, byStore, entry, codeOf, whoIs };
}

describe('a code given beside a store', () => {
  test('is exchanged though the store holds tokens of somebody else, and its tokens replace them', async () => {
    const { alice, bob, byCode, byStore, codeOf, whoIs, emulator } = await openShared();
    expect(await whoIs(byCode(codeOf(bob)))).toBe(bob.id);
    expect(await whoIs(byCode(codeOf(alice)))).toBe(alice.id);
    expect(await whoIs(byStore())).toBe(alice.id);
    expect(emulator.issuedTokens).toMatchObject({ byCode: 2, byRefresh: 0 });
  });

  test('that was used before a restart finds its own entry, and goes on with the store', async () => {
    const { alice, byCode, codeOf, whoIs, emulator, entry } = await openShared();
    const code = codeOf(alice);
    expect(await whoIs(byCode(code))).toBe(alice.id);
    expect(await whoIs(byCode(code))).toBe(alice.id);
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
    expect(JSON.stringify(entry())).not.toContain(code);
  });

  test('that was used before a restart finds its entry after refreshes too', async () => {
    const { alice, byCode, codeOf, whoIs, emulator, connect } = await openShared();
    const code = codeOf(alice);
    const tokens = byCode(code);
    const session = connect(tokens);
    emulator.revokeToken(await tokens.getAccessToken(session));
    await me(session);
    expect(await whoIs(byCode(code))).toBe(alice.id);
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 1 });
  });

  test('works after the stored refresh token has been revoked', async () => {
    const { alice, byCode, byStore, codeOf, whoIs, emulator, entry, connect } = await openShared();
    const tokens = byCode(codeOf(alice));
    emulator.revokeToken(await tokens.getAccessToken(connect(tokens)));
    emulator.revokeToken(entry().refreshToken);
    await expect(whoIs(byStore())).rejects.toThrow(LoginRequiredError);
    expect(await whoIs(byCode(codeOf(alice)))).toBe(alice.id);
    expect(await whoIs(byStore())).toBe(alice.id);
  });

  test('that is refused never falls back to the tokens of somebody else', async () => {
    const { bob, byCode, byStore, codeOf, whoIs } = await openShared();
    await whoIs(byCode(codeOf(bob)));
    await expect(whoIs(byCode('MADE-UP'))).rejects.toThrow(LoginRequiredError);
    expect(await whoIs(byStore())).toBe(bob.id);
  });

  test('that was refused gives way to a login that another process completes later', async () => {
    const { alice, bob, byCode, codeOf, whoIs } = await openShared();
    await whoIs(byCode(codeOf(bob)));
    const waiting = byCode('MADE-UP');
    await expect(whoIs(waiting)).rejects.toThrow(LoginRequiredError);
    await whoIs(byCode(codeOf(alice)));
    expect(await whoIs(waiting)).toBe(alice.id);
  });

  test('is exchanged once by two processes that start together', async () => {
    const { alice, byCode, codeOf, whoIs, emulator } = await openShared();
    const code = codeOf(alice);
    expect(await Promise.all([byCode(code), byCode(code)].map(whoIs))).toEqual([alice.id, alice.id]);
    expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
  });
});

describe('a refresh token given beside a store', () => {
  test('replaces the tokens of another login, once', async () => {
    const { alice, bob, byCode, byRefresh, codeOf, whoIs, grant, emulator } = await openShared();
    await whoIs(byCode(codeOf(alice)));
    const { refresh_token: refreshToken } = await grant();
    expect(await whoIs(byRefresh(refreshToken))).toBe(bob.id);
    expect(await whoIs(byRefresh(refreshToken))).toBe(bob.id);
    expect(emulator.issuedTokens.byRefresh).toBe(1);
  });

  test('is the same login as the entry that holds it', async () => {
    const { alice, byCode, byRefresh, codeOf, whoIs, entry, emulator } = await openShared();
    await whoIs(byCode(codeOf(alice)));
    expect(await whoIs(byRefresh(entry().refreshToken))).toBe(alice.id);
    expect(emulator.issuedTokens.byRefresh).toBe(0);
  });
});

test('a wrong client secret is no reason to log in again', async () => {
  const { integration, grant, connect } = await openIntegration();
  const { refresh_token: refreshToken } = await grant();
  const tokens = oauthTokens({ ...integration, clientSecret: 'WRONG', refreshToken });
  const error = await me(connect(tokens)).catch((error: unknown) => error);
  expect(error).toMatchObject({
    name: 'AccessTokenError',
    message: expect.stringContaining('"clientSecret"'),
  });
});
