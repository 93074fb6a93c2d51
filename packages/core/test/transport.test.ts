import { createIdentity, startProxyServer, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { ConnectionError, Session } from '../src/index.js';

const credentials = { user: 'proxy-user', password: 'proxy-password' };

describe('TLS', () => {
  test('a certificate nobody vouches for is refused, and nothing is sent', async () => {
    const server = await startScriptedServer([], await createIdentity());
    const session = new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0 });
    const error = await session.get(['people', 'me']).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.requests).toEqual([]);
  });

  test('disableSslVerify takes it all the same', async () => {
    const server = await startScriptedServer([{ json: { id: 'A' } }], await createIdentity());
    const session = new Session({ accessToken: 'token', baseUrl: server.url, disableSslVerify: true });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
  });
});

describe('proxies', () => {
  test('an https address is reached by CONNECT, with credentials, on one connection', async () => {
    const proxy = await startProxyServer(credentials);
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }), await createIdentity());
    const proxies = { https: proxy.url };
    const session = new Session({
      accessToken: 'token',
      baseUrl: server.url,
      proxies,
      disableSslVerify: true,
    });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([`CONNECT ${new URL(server.url).host}`]);
    expect(server.requests[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  test('an http address is asked of the proxy, with credentials', async () => {
    const proxy = await startProxyServer(credentials);
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, proxies: { http: proxy.url } });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([`GET ${server.url}people/me`]);
  });

  test('a proxy for one scheme leaves the other alone', async () => {
    const proxy = await startProxyServer();
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, proxies: { https: proxy.url } });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([]);
  });

  test('a proxy that refuses is an error without its password', async () => {
    const proxy = await startProxyServer(credentials);
    const wrong = proxy.url.replace(credentials.password, 'wrong-password');
    const server = await startScriptedServer([], await createIdentity());
    const options = { accessToken: 'token', baseUrl: server.url, proxies: { https: wrong }, maxRetries: 0 };
    const error = await new Session({ ...options, disableSslVerify: true })
      .get(['people', 'me'])
      .catch((error: unknown) => error);
    expect(String(error)).toMatch(/407|Proxy/);
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('wrong-password');
    expect(server.requests).toEqual([]);
  });
});
