import { buffer } from 'node:stream/consumers';
import { createIdentity, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { NotFoundError, Session } from '../../src/index.js';

test('download() with accessToken: false opens any https URL, without the token and the headers of the caller', async () => {
  const identity = await createIdentity();
  const server = await startScriptedServer(
    [{ body: 'recorded', headers: { 'content-disposition': 'attachment; filename="a.mp4"' } }],
    identity,
  );
  const session = new Session({ accessToken: 'secret-token', ca: identity.cert });
  const download = await session.download(`${server.url}recording?signature=abc`, {
    accessToken: false,
    headers: { 'x-private': 'yes' },
  });
  expect(download.fileName).toBe('a.mp4');
  expect((await buffer(download.body)).toString()).toBe('recorded');
  expect(server.requests[0]?.target).toBe('/v1/recording?signature=abc');
  expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  expect(server.requests[0]?.headers).not.toHaveProperty('x-private');
});

test('an error response of another host does not show the query of a pre-signed URL', async () => {
  const identity = await createIdentity();
  const server = await startScriptedServer([{ status: 404 }], identity);
  const session = new Session({ accessToken: 'secret-token', ca: identity.cert });
  const error = await session
    .download(`${server.url}recording?signature=abcdef`, { accessToken: false })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(String(error)).not.toContain('abcdef');
});

test.each([
  ['another host with the token', 'https://files.example/a', {}, /Pass accessToken: false/],
  [
    'another host with its own accessToken',
    'https://files.example/a',
    { accessToken: 'other' },
    /Pass accessToken: false/,
  ],
  ['plain http', 'http://files.example/a', { accessToken: false }, /begin with https:/],
  ['a file on disk', 'file:///etc/passwd', { accessToken: false }, /begin with https:/],
  [
    'a URL with a password',
    'https://user:pass-word@webexapis.com/v1/contents/A',
    {},
    /user name or password/,
  ],
] as const)('download() of %s is a TypeError before anything is sent', async (_, url, options, message) => {
  const session = new Session({ accessToken: 'secret-token' });
  await expect(session.download(url, options)).rejects.toThrow(message);
  await expect(session.getFileInfo(url, options)).rejects.toThrow(TypeError);
});

test('download() takes a path of the API as well as a URL', async () => {
  const server = await startScriptedServer([{ body: 'text' }]);
  const session = new Session({ accessToken: 'token', baseUrl: server.url });
  const download = await session.download(['reports', 'a/b', 'file'], { query: { format: 'csv' } });
  expect((await buffer(download.body)).toString()).toBe('text');
  expect(server.requests[0]?.target).toBe('/v1/reports/a%2Fb/file?format=csv');
});

test('an error body sent in slow pieces ends with the timeout of the attempt', async () => {
  async function* drip() {
    for (;;) {
      yield new TextEncoder().encode('x');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const server = await startScriptedServer([{ status: 403, body: drip() }]);
  const session = new Session({ accessToken: 'token', baseUrl: server.url, timeout: 150, maxRetries: 0 });
  await expect(session.download(`${server.url}contents/A`)).rejects.toThrow(/403/);
});
