import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { createIdentity, startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConnectionError, Session, type SessionOptions, type TokenSource } from '../../../src/index.js';

/** Starts a proxy that answers CONNECT with these bytes, or passes the socket to a function. */
async function startProxy(answer: string | ((socket: Socket) => void)) {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', (chunk) => {
      requests.push(chunk.toString('latin1'));
      if (typeof answer === 'string') socket.write(answer);
      else answer(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, requests };
}

const forged = '{"id":"FORGED","access_token":"FORGED","items":[]}';
const reply = (head: string, body = forged) =>
  `HTTP/1.1 ${head}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const answers: [string, string | ((socket: Socket) => void), RegExp][] = [
  [
    '200 with a body',
    reply('200 OK'),
    /with content in place of a connection|TLS|SSL|wrong version|disconnected/i,
  ],
  ['201 with a body', reply('201 Created'), /content in place of a connection/],
  ['203 with a body', reply('203 Non-Authoritative'), /content in place of a connection/],
  ['206 with a body', reply('206 Partial Content'), /content in place of a connection/],
  ['302', reply('302 Found', ''), /refused the connection: 302 Found/],
  ['401', reply('401 Unauthorized'), /refused the connection: 401 Unauthorized/],
  ['403', reply('403 Forbidden'), /refused the connection: 403 Forbidden/],
  ['429', reply('429 Too Many Requests'), /refused the connection: 429 Too Many Requests/],
  ['502', reply('502 Bad Gateway'), /refused the connection: 502 Bad Gateway/],
  [
    '503 with Retry-After',
    'HTTP/1.1 503 Busy\r\nRetry-After: 60\r\n\r\n',
    /refused the connection: 503 Busy/,
  ],
  ['407', 'HTTP/1.1 407 Authenticate\r\n\r\n', /asks for a user name and password \(407\)/],
  ['something other than HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', /other than HTTP/],
  ['an endless head', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`, /other than HTTP/],
  ['the end of the connection', (socket) => void socket.end(), /closed the connection/],
  ['a reset', (socket) => void socket.resetAndDestroy(), /can't be reached|closed the connection/],
];

describe.each(answers)('a proxy that answers CONNECT with %s', (name, answer, message) => {
  const connect = (url: string, options: SessionOptions = {}) =>
    new Session({
      accessToken: 'secret-token',
      baseUrl: 'https://webex.invalid/v1/',
      proxies: { https: url },
      maxRetries: 1,
      ...options,
    });

  const calls: [string, (session: Session) => Promise<unknown>][] = [
    ['a GET', (session) => session.get(['people', 'me'])],
    ['a POST', (session) => session.post(['messages'], { body: { text: 'a' } })],
    ['a list', (session) => session.list(['rooms']).toArray()],
    ['a download', (session) => session.download('https://webex.invalid/v1/contents/A')],
    ['a token call', (session) => session.post(['access_token'], { accessToken: false, confidential: true })],
  ];

  test.each(calls)(
    '%s is a ConnectionError that names the proxy, and the response is not used',
    async (_, call) => {
      const proxy = await startProxy(answer);
      const renewals: string[] = [];
      const accessToken: TokenSource = {
        getAccessToken: () => 'secret-token',
        renewAccessToken: async (rejected) => {
          renewals.push(rejected);
          return 'another';
        },
      };
      const error = await call(connect(proxy.url, { accessToken })).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({ delivery: 'not-sent', message: expect.stringMatching(message) });
      expect((error as Error).message).toContain(proxy.origin);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/FORGED|secret-token/);
      expect(renewals).toEqual([]);
      // Nothing was sent, so any method is retried; refused credentials are permanent.
      expect(proxy.requests).toHaveLength(name === '407' ? 1 : 2);
      for (const request of proxy.requests) {
        expect(request).toMatch(
          /^CONNECT webex\.invalid:443 HTTP\/1\.1\r\nHost: webex\.invalid:443\r\n\r\n$/,
        );
      }
    },
  );
});

test('an error about refused proxy credentials names the proxy without them', async () => {
  const proxy = await startProxy('HTTP/1.1 407 No\r\n\r\n');
  const session = new Session({
    accessToken: 'token',
    baseUrl: 'https://webex.invalid/',
    proxies: { https: proxy.url.replace('://', '://user:p%40ss-word@') },
  });
  const error = await session.get(['people', 'me']).catch((error: unknown) => error);
  expect(error).toMatchObject({
    message: expect.stringMatching(/refuses the user name and password of its address/),
  });
  const credentials = Buffer.from('user:p@ss-word').toString('base64');
  expect(proxy.requests[0]).toContain(`Proxy-Authorization: Basic ${credentials}\r\n`);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/p%40ss|p@ss/);
});

test('a tunnel to the wrong host is refused because of its certificate', async () => {
  const [ours, other] = await Promise.all([createIdentity('ours'), createIdentity('other')]);
  const impostor = await startScriptedServer(() => ({ json: { id: 'FORGED' } }), other);
  const { port } = new URL(impostor.url);
  const proxy = await startProxy((socket) => {
    const onward = import('node:net').then(({ connect }) => connect(Number(port), '127.0.0.1'));
    void onward.then((to) => {
      to.on('error', () => socket.destroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(to).pipe(socket);
    });
  });
  const session = new Session({
    accessToken: 'token',
    baseUrl: 'https://webex.invalid/',
    proxies: { https: proxy.url },
    ca: ours.cert,
  });
  const error = await session.post(['messages'], { body: {} }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ delivery: 'not-sent', permanent: true });
  expect(impostor.requests).toEqual([]);
});

test('a 407 of an http proxy is a ConnectionError, not an ApiError', async () => {
  const proxy = await startProxy(reply('407 Proxy Authentication Required'));
  const session = new Session({
    accessToken: 'token',
    baseUrl: 'http://127.0.0.1:1/v1/',
    proxies: { http: proxy.url },
  });
  const error = await session.get(['people', 'me']).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ message: expect.stringContaining('(407)'), permanent: true });
  expect(proxy.requests[0]).toMatch(/^GET http:\/\/127\.0\.0\.1:1\/v1\/people\/me HTTP\/1\.1\r\n/);
});
