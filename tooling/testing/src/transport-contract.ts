import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Transport, TransportRequest } from '@wxt/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createIdentity } from './create-identity.js';
import { startFaultServer } from './fault-server.js';
import { freePort } from './free-port.js';
import { startScriptedServer } from './scripted-server.js';

/** How a transport is created for a test, with certificates to trust. */
export type CreateTransport = (options: { readonly ca?: string }) => Transport;

/** Declares the tests that every transport must pass: how it sends one request and reports failures. */
export function transportContract(create: CreateTransport): void {
  const send = (url: string, request: Partial<TransportRequest> = {}, transport = create({})) =>
    transport.start({
      method: 'GET',
      url: new URL(url),
      headers: { accept: '*/*' },
      body: undefined,
      replaySafe: true,
      followRedirects: false,
      signal: undefined,
      onSent: undefined,
      ...request,
    });
  const text = async (exchange: ReturnType<typeof send>) => {
    const { body } = await exchange.response;
    return new TextDecoder().decode(await body.collect(2 ** 20));
  };
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => 'no error',
      (error: unknown) => error,
    );

  describe('a request', () => {
    test('is sent once with its own headers, and resolves to the complete response', async () => {
      const headers = { 'x-a': 'b', 'set-cookie': 'c=d' };
      const server = await startScriptedServer([{ status: 418, statusText: 'Tea', headers, body: 'short' }]);
      const exchange = send(`${server.url}rooms?a=b%2Cc`, {
        headers: { 'x-private': 'yes', 'user-agent': 'wxt/1' },
      });
      const response = await exchange.response;
      expect(response).toMatchObject({ status: 418, statusText: 'Tea', headers });
      expect(new TextDecoder().decode(await response.body.collect(100))).toBe('short');
      expect(server.requests).toHaveLength(1);
      expect(server.requests[0]).toMatchObject({
        method: 'GET',
        target: '/v1/rooms?a=b%2Cc',
        headers: { 'x-private': 'yes', 'user-agent': 'wxt/1' },
      });
      const added = Object.keys(server.requests[0]?.headers ?? {}).filter(
        (name) => !/^x-|user-agent/.test(name),
      );
      expect(added.toSorted()).toEqual(['accept-encoding', 'connection', 'host']);
    });

    test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
      '%s sends a body as text or bytes, or none',
      async (method) => {
        const server = await startScriptedServer(() => ({}));
        const transport = create({});
        const bodies = ['{"a":"é"}', new TextEncoder().encode('bytes'), undefined];
        for (const body of bodies) await text(send(server.url, { method, body }, transport));
        expect(server.requests.map(({ body }) => body)).toEqual(['{"a":"é"}', 'bytes', '']);
        expect(server.requests.map(({ headers }) => headers['content-length'])).toEqual(
          method === 'DELETE' ? ['10', '5', undefined] : ['10', '5', '0'],
        );
      },
    );

    test('streams a body, calls onSent with the bytes sent, and closes the stream at the end', async () => {
      const server = await startScriptedServer([{}]);
      let isClosed = false;
      async function* body() {
        try {
          for (const word of ['one ', 'two ', 'three']) yield new TextEncoder().encode(word);
        } finally {
          isClosed = true;
        }
      }
      const sent: number[] = [];
      const headers = { 'content-length': '13' };
      await text(
        send(server.url, { method: 'POST', headers, body: body(), onSent: (bytes) => sent.push(bytes) }),
      );
      expect(server.requests[0]).toMatchObject({ body: 'one two three', headers });
      expect(isClosed).toBe(true);
      expect(sent.at(-1)).toBe(13);
    });

    test('closes the stream of its body when it is aborted', async () => {
      const server = await startFaultServer(() => ({ after: 'stall' }));
      const { promise: closed, resolve } = withResolvers();
      async function* body() {
        try {
          for (;;) yield new Uint8Array(2 ** 16);
        } finally {
          resolve();
        }
      }
      const exchange = send(server.url, { method: 'POST', body: body() });
      const reason = new Error('enough');
      const failed = failure(exchange.response);
      setImmediate(() => exchange.abort(reason));
      expect(await failed).toBe(reason);
      await closed;
    });

    test('rejects with the error of its stream', async () => {
      const server = await startScriptedServer([{}]);
      const fault = new Error('disk failure');
      // biome-ignore lint/correctness/useYield: it throws before its first chunk.
      async function* body(): AsyncGenerator<Uint8Array> {
        throw fault;
      }
      const error = await failure(send(server.url, { method: 'POST', body: body() }).response);
      expect(inspect(error, { depth: 5 })).toContain('disk failure');
    });

    test.each(['a\r\nb: c', 'a\nb', '\u4e2d'])(
      'with the header value %j is a TypeError and is not sent',
      async (value) => {
        const server = await startScriptedServer([{}]);
        const error = await failure(send(server.url, { headers: { 'x-a': value } }).response);
        expect(error).toBeInstanceOf(TypeError);
        expect(server.requests).toEqual([]);
      },
    );
  });

  describe('a response', () => {
    const content = JSON.stringify({ text: 'é'.repeat(5000) });
    test.each([
      ['gzip', gzipSync(content)],
      ['x-gzip', gzipSync(content)],
      ['deflate', deflateSync(content)],
      ['deflate', deflateRawSync(content)],
      ['br', brotliCompressSync(content)],
      ['GZIP', gzipSync(content)],
      ['identity', content],
    ])('encoded with %s is decoded', async (encoding, body) => {
      const server = await startScriptedServer([{ headers: { 'content-encoding': encoding }, body }]);
      expect(await text(send(server.url))).toBe(content);
    });

    test('larger than the limit is not read to its end', async () => {
      let given = 0;
      async function* endless() {
        for (;;) {
          given += 2 ** 16;
          yield new Uint8Array(2 ** 16);
          await new Promise(setImmediate);
        }
      }
      const server = await startScriptedServer([{ body: endless() }]);
      const { body } = await send(server.url).response;
      expect(await body.collect(1000)).toBeUndefined();
      expect(given).toBeLessThan(2 ** 25);
    });

    test('can arrive before the body of the request has been sent', async () => {
      const server = await startFaultServer(() => ({
        early: true,
        bytes: 'HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}',
      }));
      async function* endless() {
        for (;;) {
          yield new Uint8Array(2 ** 16);
          await new Promise(setImmediate);
        }
      }
      const exchange = send(server.url, { method: 'POST', body: endless() });
      expect((await exchange.response).status).toBe(413);
      exchange.abort(new Error('done'));
    });

    test('leaves its connection to the next request', async () => {
      const server = await startScriptedServer(() => ({ json: { a: 1 } }));
      const transport = create({});
      for (let number = 0; number < 3; number += 1) await text(send(server.url, {}, transport));
      expect(server.connections).toBe(1);
    });

    test('after informational responses is the final one', async () => {
      const server = await startFaultServer(() => ({
        bytes: 'HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
      }));
      expect(await text(send(server.url))).toBe('{}');
    });

    test('to HEAD has headers and no body', async () => {
      const headers = { 'content-length': '1000', 'content-encoding': 'gzip' };
      const server = await startScriptedServer([{ headers, body: '' }]);
      const response = await send(server.url, { method: 'HEAD' }).response;
      expect(response.headers).toMatchObject({ 'content-length': '1000' });
      expect(await response.body.collect(10)).toHaveLength(0);
    });

    test('whose body is abandoned in a loop frees its connection', async () => {
      const server = await startScriptedServer([{ body: new Uint8Array(2 ** 22) }, {}]);
      const transport = create({});
      const { body } = await send(server.url, {}, transport).response;
      for await (const chunk of body) {
        expect(chunk.byteLength).toBeGreaterThan(0);
        break;
      }
      expect(await text(send(server.url, {}, transport))).toBe('{}');
    });
  });

  describe('a failure', () => {
    test('is not-sent if the connection is refused', async () => {
      const error = await failure(send(`http://127.0.0.1:${await freePort()}/`).response);
      expect(error).toMatchObject({ name: 'TransportError', delivery: 'not-sent', code: 'ECONNREFUSED' });
    });

    test('is not-sent and permanent if the certificate is not trusted', async () => {
      const server = await startScriptedServer([{}], await createIdentity());
      const error = await failure(send(server.url, { method: 'POST', body: '{}' }).response);
      expect(error).toMatchObject({ name: 'TransportError', delivery: 'not-sent', permanent: true });
      expect(server.requests).toEqual([]);
    });

    test('is not-sent if the connection ends during the TLS handshake', async () => {
      const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      onTestFinished(() => void server.close());
      const error = await failure(
        send(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`).response,
      );
      expect(error).toMatchObject({ name: 'TransportError', delivery: 'not-sent', permanent: false });
    });

    test.each([
      ['a reset', { after: 'reset' }],
      ['the end of the connection', { after: 'close' }],
      ['half a head and the end', { bytes: 'HTTP/1.1 200 OK\r\nConte', after: 'close' }],
    ] as const)('is unknown after %s', async (_, answer) => {
      const server = await startFaultServer(() => answer);
      const error = await failure(send(server.url).response);
      expect(error).toMatchObject({ name: 'TransportError', delivery: 'unknown' });
      expect(server.requests).toHaveLength(1);
    });

    test.each([
      ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"'],
      ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"a"'],
      ['broken gzip', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope'],
    ])('is answered after %s, collected or read in a loop', async (_, bytes) => {
      const server = await startFaultServer(() => ({ bytes, after: 'close' }));
      const expected = { name: 'TransportError', delivery: 'answered' };
      expect(await failure(text(send(server.url)))).toMatchObject(expected);
      const { body } = await send(server.url).response;
      const read = async () => {
        for await (const chunk of body) void chunk;
      };
      expect(await failure(read())).toMatchObject(expected);
    });

    test.each([
      'not HTTP at all\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    ])('is answered if %j comes back', async (bytes) => {
      const server = await startFaultServer(() => ({ bytes, after: 'stall' }));
      const error = await failure(send(server.url).response);
      expect(error).toMatchObject({ name: 'TransportError', delivery: 'answered' });
    });

    test('shows no header of the request', async () => {
      const server = await startFaultServer(() => ({ after: 'reset' }));
      const headers = { authorization: 'Bearer secret-token' };
      const error = await failure(send(server.url, { headers }).response);
      expect(`${inspect(error, { depth: 2 })}${String(error)}`).not.toContain('secret-token');
    });
  });

  describe('aborting an exchange', () => {
    test.each(['abort', 'signal'] as const)(
      'by %s rejects with the reason, before and after the headers',
      async (way) => {
        const reason = new Error('enough');
        const controller = new AbortController();
        const begin = (url: string) => send(url, { signal: controller.signal });
        const end = (exchange: ReturnType<typeof send>) =>
          way === 'abort' ? exchange.abort(reason) : controller.abort(reason);
        const silent = await startFaultServer(() => ({ after: 'stall' }));
        const half = await startFaultServer(() => ({
          bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"',
          after: 'stall',
        }));
        const waiting = begin(silent.url);
        const reading = begin(half.url);
        const { body } = await reading.response;
        const [first, second] = [failure(waiting.response), failure(body.collect(1000))];
        end(waiting);
        end(reading);
        expect(await Promise.all([first, second])).toEqual([reason, reason]);
        expect(await first).toBe(reason);
      },
    );

    test('right after its start rejects with the reason', async () => {
      const server = await startScriptedServer([{}]);
      const exchange = send(server.url);
      const reason = new Error('aborted by the caller');
      exchange.abort(reason);
      expect(await failure(exchange.response)).toBe(reason);
    });
  });

  test('trusts the certificates it was given', async () => {
    const identity = await createIdentity();
    const server = await startScriptedServer([{ json: { id: 'A' } }], identity);
    expect(await text(send(server.url, {}, create({ ca: identity.cert })))).toBe('{"id":"A"}');
  });

  test('reaches an IPv6 address', async () => {
    const server = await startScriptedServer([{ json: { id: 'A' } }], undefined, '::1');
    expect(await text(send(server.url))).toBe('{"id":"A"}');
  });
}

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
