import { describe, expect, test } from 'vitest';
import { readProxy } from '../../../src/http/node/proxy.js';

const find = (environment: Record<string, string>, url = 'https://webexapis.com/v1/') =>
  readProxy(new URL(url), environment)?.address;

describe('the proxy', () => {
  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
    [{ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'http://a:1'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://b:1' }, 'http://b:1'],
    [{ HTTP_PROXY: 'http://a:1' }, undefined],
    [{ ALL_PROXY: 'http://a:1' }, 'http://a:1'],
    [{ ALL_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'http://b:1'],
    [{ HTTPS_PROXY: 'proxy.example:8080' }, 'http://proxy.example:8080'],
    [{ HTTPS_PROXY: 'user:pass@proxy.example:8080' }, 'http://user:pass@proxy.example:8080'],
    [{ HTTPS_PROXY: 'socks5://a:1' }, 'socks5://a:1'],
  ])('for https with %j is %j', (environment, proxy) => {
    expect(find(environment as Record<string, string>)).toBe(proxy);
  });

  test('for http is HTTP_PROXY', () => {
    const environment = { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' };
    expect(find(environment, 'http://127.0.0.1/')).toBe('http://a:1');
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['*', 'https://webexapis.com/', true],
    ['webexapis.com', 'https://webexapis.com/', true],
    ['WebexAPIs.com', 'https://webexapis.com/', true],
    ['webexapis.com', 'https://eu.webexapis.com/', true],
    ['.webexapis.com', 'https://eu.webexapis.com/', true],
    ['*.webexapis.com', 'https://eu.webexapis.com/', true],
    ['apis.com', 'https://webexapis.com/', false],
    ['webexapis.com.example', 'https://webexapis.com/', false],
    ['localhost, 127.0.0.1 webexapis.com', 'https://webexapis.com/', true],
    ['localhost,,', 'https://webexapis.com/', false],
    ['webexapis.com:443', 'https://webexapis.com/', true],
    ['webexapis.com:8443', 'https://webexapis.com/', false],
    ['webexapis.com:8443', 'https://webexapis.com:8443/', true],
    ['127.0.0.1:3210', 'http://127.0.0.1:3210/v1/', true],
    ['::1', 'http://[::1]:3210/v1/', true],
    ['[::1]', 'http://[::1]:3210/v1/', true],
    ['[::1]:3210', 'http://[::1]:3210/v1/', true],
    ['[::1]:3211', 'http://[::1]:3210/v1/', false],
  ])('%j exempts %s: %j', (exemptions, url, exempt) => {
    const proxy = 'http://proxy:1';
    expect(find({ ALL_PROXY: proxy, NO_PROXY: exemptions }, url)).toBe(exempt ? undefined : proxy);
  });
});
