import { AccessTokenError, Session } from '@wxt/core';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { LoginRequiredError, oauthTokens, type TokenStore } from '../src/index.js';
import { openIntegration } from './open-integration.js';

const me = (session: Session) => session.get<{ id: string }>(['people', 'me']);
const client = { clientId: 'CLIENT', clientSecret: 'SECRET' };

function openStore() {
  const content = new Map<string, unknown>();
  const store: TokenStore = {
    get: async (key) => content.get(key),
    set: async (key, value) => content.set(key, value),
    delete: async (key) => content.delete(key),
  };
  return { content, store };
}

describe('forget()', () => {
  test('removes the entry, and later requests reject with a LoginRequiredError', async () => {
    const { content, store } = openStore();
    const { integration, login, connect } = await openIntegration();
    const tokens = login({ store, key: 'alice' });
    const session = connect(tokens);
    await me(session);
    expect([...content.keys()]).toEqual(['wxt:alice']);
    await tokens.forget();
    expect([...content.keys()]).toEqual([]);
    for (let call = 0; call < 2; call += 1) await expect(me(session)).rejects.toThrow(LoginRequiredError);
    const restarted = connect(oauthTokens({ ...integration, store, key: 'alice' }));
    await expect(me(restarted)).rejects.toThrow(LoginRequiredError);
  });

  test('works in a process that has not used the tokens, and is undone by keep()', async () => {
    const { content, store } = openStore();
    const { integration, login, connect, bob, grant } = await openIntegration();
    await me(connect(login({ store, key: 'a' })));
    const other = oauthTokens({ ...integration, store, key: 'a' });
    await other.forget({ revoke: false });
    expect([...content.keys()]).toEqual([]);
    const { access_token: accessToken } = await grant();
    await other.keep({ accessToken, issuedAt: Date.now(), expiresAt: Date.now() + 60_000 });
    expect(await me(connect(other))).toMatchObject({ id: bob.id });
  });

  test('drops a renewal that is under way: its tokens are neither used nor stored', async () => {
    const { content, store } = openStore();
    let release: () => void = () => undefined;
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startScriptedServer(({ target }) =>
      target === '/v1/access_token' ? { json: { access_token: 'A', expires_in: 60 }, after } : {},
    );
    const tokens = oauthTokens({ ...client, refreshToken: 'REFRESH', store, key: 'a' });
    const request = new Session({ accessToken: tokens, baseUrl: server.url }).get(['rooms']);
    request.catch(() => undefined);
    await expect.poll(() => server.requests.length).toBe(1);
    await tokens.forget({ revoke: false });
    release();
    await expect(request).rejects.toThrow(LoginRequiredError);
    await tokens.flush();
    expect(content.has('wxt:a')).toBe(false);
  });

  test('does not write later what could not be written before', async () => {
    const { content, store } = openStore();
    let isDown = true;
    const set: TokenStore['set'] = async (key, value) => !isDown && content.set(key, value);
    const { login, connect } = await openIntegration();
    const tokens = login({ store: { ...store, set }, key: 'a', onStoreError: () => undefined });
    await me(connect(tokens));
    await tokens.forget({ revoke: false });
    isDown = false;
    expect(await tokens.flush()).toBe(true);
    expect(content.has('wxt:a')).toBe(false);
  });

  test('rejects if the entry can not be removed, and can be called again', async () => {
    const { content, store } = openStore();
    let isDown = true;
    const remove: TokenStore['delete'] = async (key) => {
      if (isDown && !key.endsWith(':lease')) throw new Error('disk full');
      return content.delete(key);
    };
    const { login, connect } = await openIntegration();
    const tokens = login({ store: { ...store, delete: remove }, key: 'a', onStoreError: () => undefined });
    const session = connect(tokens);
    await me(session);
    await expect(tokens.forget()).rejects.toThrow(/failed to delete "wxt:a": disk full/);
    await expect(tokens.forget()).rejects.toThrow(AccessTokenError);
    await expect(me(session)).rejects.toThrow(LoginRequiredError);
    isDown = false;
    await tokens.forget();
    expect([...content.keys()]).toEqual([]);
  });
});

describe('forget() at a service that revokes', () => {
  const authorizations = [
    { id: 'ACCESS', clientId: 'CLIENT', type: 'access' },
    { id: 'OTHER', clientId: 'ANOTHER', type: 'refresh' },
    { id: 'REFRESH-1', clientId: 'CLIENT', type: 'refresh' },
  ];

  async function openService(status = 204) {
    const server = await startScriptedServer(({ method, target }) => {
      if (target === '/v1/access_token') return { json: { access_token: 'A', expires_in: 3600 } };
      if (target === '/v1/people/me') return { json: { id: 'PERSON' } };
      return method === 'DELETE' ? { status } : { json: { items: authorizations } };
    });
    const tokens = oauthTokens({ ...client, refreshToken: 'REFRESH' });
    await new Session({ accessToken: tokens, baseUrl: server.url }).get(['people', 'me']);
    return { server, tokens };
  }

  test("deletes this client's authorizations of the person, refresh tokens first", async () => {
    const { server, tokens } = await openService();
    expect(await tokens.forget()).toEqual({ revoked: true });
    expect(server.requests.slice(2).map(({ method, target }) => `${method} ${target}`)).toEqual([
      'GET /v1/people/me',
      'GET /v1/authorizations?personId=PERSON',
      'DELETE /v1/authorizations/REFRESH-1',
      'DELETE /v1/authorizations/ACCESS',
    ]);
  });

  test('resolves to revoked: false if the token may not do that', async () => {
    const { tokens } = await openService(403);
    expect(await tokens.forget()).toEqual({ revoked: false });
  });

  test('sends nothing with revoke: false', async () => {
    const { server, tokens } = await openService();
    expect(await tokens.forget({ revoke: false })).toEqual({ revoked: false });
    expect(server.requests).toHaveLength(2);
  });
});
