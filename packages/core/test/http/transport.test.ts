import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createIdentity, startProxyServer, startScriptedServer } from '@wxt/testing';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  ConnectionError,
  MalformedResponseError,
  ServerError,
  Session,
  type SessionOptions,
  TimeoutError,
} from '../../src/index.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const credentials = { user: 'proxy-user', password: 'proxy-password' };

describe('TLS', () => {
  test('a self-signed certificate is a ConnectionError and nothing is sent', async () => {
    const server = await startScriptedServer([], await createIdentity());
    const session = new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0 });
    const error = await session.get(['people', 'me']).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.requests).toEqual([]);
  });

  test('the option ca trusts only the given certificates', async () => {
    const [identity, other] = await Promise.all([createIdentity('ours'), createIdentity('other')]);
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }), identity);
    const ask = (ca: string | string[]) =>
      new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0, ca }).get(['people', 'me']);
    expect(await ask(identity.cert)).toEqual({ id: 'A' });
    expect(await ask([other.cert, identity.cert])).toEqual({ id: 'A' });
    await expect(ask(other.cert)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.requests).toHaveLength(2);
  });

  test('disableSslVerify accepts a self-signed certificate', async () => {
    const server = await startScriptedServer([{ json: { id: 'A' } }], await createIdentity());
    const session = new Session({ accessToken: 'token', baseUrl: server.url, disableSslVerify: true });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
  });
});

describe('proxies', () => {
  test('an https URL is reached by CONNECT, with credentials, on one connection', async () => {
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

  test('an http URL is requested from the proxy, with credentials', async () => {
    const proxy = await startProxyServer(credentials);
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, proxies: { http: proxy.url } });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([`GET ${server.url}people/me`]);
  });

  test('a certificate behind a proxy must be trusted by the option ca', async () => {
    const [identity, proxy] = await Promise.all([createIdentity(), startProxyServer()]);
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }), identity);
    const ask = (options: SessionOptions) =>
      new Session({
        accessToken: 'token',
        baseUrl: server.url.replace('127.0.0.1', 'localhost'),
        proxies: { https: proxy.url },
        maxRetries: 0,
        ...options,
      }).get(['people', 'me']);
    await expect(ask({})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.requests).toEqual([]);
    expect(await ask({ ca: identity.cert })).toEqual({ id: 'A' });
    expect(proxy.requests).toHaveLength(2);
  });

  test('a proxy for https is not used for http', async () => {
    const proxy = await startProxyServer();
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, proxies: { https: proxy.url } });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([]);
  });

  test('the environment is used with proxies: environment only', async () => {
    const proxy = await startProxyServer(credentials);
    const other = await startProxyServer();
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }), await createIdentity());
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '');
    const ask = (options: SessionOptions) =>
      new Session({ accessToken: 'token', baseUrl: server.url, disableSslVerify: true, ...options });
    const session = ask({ proxies: 'environment' });
    vi.stubEnv('HTTPS_PROXY', other.url);
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(proxy.requests).toEqual([`CONNECT ${new URL(server.url).host}`]);
    await ask({}).get(['people', 'me']);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await ask({ proxies: 'environment' }).get(['people', 'me']);
    expect(proxy.requests).toHaveLength(1);
    expect(other.requests).toEqual([]);
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('HTTPS_PROXY', 'socks5://user:secret@proxy');
    expect(() => ask({ proxies: 'environment' })).toThrow(
      /HTTPS_PROXY must be an address that begins with http/,
    );
  });

  test('an error about refused proxy credentials does not show the password', async () => {
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

describe('connections', () => {
  test('an IPv6 address is reached, directly and through a proxy', async () => {
    const server = await startScriptedServer(() => ({ json: { items: [1] } }), await createIdentity(), '::1');
    const proxy = await startProxyServer();
    const options = { accessToken: 'token', baseUrl: server.url, disableSslVerify: true };
    expect(await new Session(options).list(['rooms']).toArray()).toEqual([1]);
    expect(await new Session({ ...options, proxies: { https: proxy.url } }).list(['rooms']).first()).toBe(1);
    expect(proxy.requests).toEqual([`CONNECT ${new URL(server.url).host}`]);
    expect(server.requests[0]?.headers.host).toBe(new URL(server.url).host);
  });

  test('concurrent calls open one each, and later calls reuse them', async () => {
    const server = await startScriptedServer(() => ({ json: {} }));
    const session = new Session({ accessToken: 'token', baseUrl: server.url });
    const five = () => Promise.all(Array.from({ length: 5 }, () => session.get(['people', 'me'])));
    await five();
    await five();
    await session.post(['messages'], { body: {} });
    await session.delete(['messages', 'M']);
    expect(server.requests).toHaveLength(12);
    expect(server.connections).toBe(5);
  });

  test.each(['directly', 'through a proxy'])('idle ones do not keep the process running: %s', async (way) => {
    const server = await startScriptedServer(() => ({ json: {} }), await createIdentity());
    const proxy = await startProxyServer();
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import=tsx',
      '--conditions=@wxt/source',
      fileURLToPath(new URL('../programs/active-handles.ts', import.meta.url)),
      server.url,
      ...(way === 'directly' ? [] : [proxy.url]),
    ]);
    expect(server.requests).toHaveLength(2);
    expect(stdout).toBe('nothing\n');
  });
});

describe('responses', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'to a %s without a body are resolved',
    async (method) => {
      const server = await startScriptedServer([{ json: {} }]);
      const session = new Session({ accessToken: 'token', baseUrl: server.url });
      await session[method.toLowerCase() as 'post'](['rooms']);
      expect(server.requests).toMatchObject([{ method, body: '' }]);
    },
  );

  test('are read up to maxResponseSize, plain and compressed', async () => {
    const body = JSON.stringify({ text: 'ä'.repeat(500_000) });
    const server = await startScriptedServer([
      { body },
      { body: gzipSync(body), headers: { 'content-encoding': 'gzip' } },
    ]);
    const session = new Session({
      accessToken: 'token',
      baseUrl: server.url,
      maxResponseSize: Buffer.byteLength(body),
    });
    expect(JSON.stringify(await session.get(['a']))).toBe(body);
    expect(JSON.stringify(await session.get(['b']))).toBe(body);
  });

  test('beyond maxResponseSize, before or after decompression, are rejected and leave the session usable', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const server = await startScriptedServer([
      { body: bomb, headers: { 'content-encoding': 'gzip' } },
      { status: 500, body: 'x'.repeat(100_001) },
      { json: { id: 'A' } },
    ]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, maxResponseSize: 100_000 });
    const tooLarge = await session.get(['a']).catch((error: unknown) => error);
    expect(tooLarge).toBeInstanceOf(MalformedResponseError);
    expect(tooLarge).toMatchObject({ message: expect.stringMatching(/100000 bytes.*maxResponseSize/) });
    const refused = await session.get(['a']).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ServerError);
    expect(refused).toMatchObject({ status: 500, body: '' });
    expect(await session.get(['a'])).toEqual({ id: 'A' });
  });

  test.each([
    ['stalls halfway', '{"half"', false, TimeoutError],
    ['ends halfway', '{"half"', true, ConnectionError],
    ['closes without a response', undefined, true, ConnectionError],
  ])('a response that %s is an error', async (_, body, ends, ErrorClass) => {
    const url = await startRawServer((socket) => {
      if (body !== undefined) socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n${body}`);
      if (ends) socket.end();
    });
    const session = new Session({ accessToken: 'token', baseUrl: url, maxRetries: 0, timeout: 200 });
    await expect(session.get(['a'])).rejects.toThrow(ErrorClass);
  });

  test('a response that does not match its Content-Encoding is a ConnectionError', async () => {
    const server = await startScriptedServer([{ body: 'plain', headers: { 'content-encoding': 'gzip' } }]);
    const session = new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0 });
    await expect(session.get(['a'])).rejects.toThrow(ConnectionError);
  });
});

/** Starts a TCP server that calls `answer` with each socket after its first data. */
async function startRawServer(answer: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => answer(socket));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('20 concurrent requests cause no process warning', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => {
    process.off('warning', warn);
  });
  const server = await startScriptedServer(() => ({}));
  const session = new Session({ accessToken: 'token', baseUrl: server.url });
  await Promise.all(Array.from({ length: 20 }, () => session.get(['rooms'])));
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
