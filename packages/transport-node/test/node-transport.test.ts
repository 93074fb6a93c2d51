import { ConnectionError, Session } from '@wxt/core';
import { startFaultServer, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { nodeTransport } from '../src/index.js';

test('sessions that share a transport share its connections', async () => {
  const server = await startScriptedServer(() => ({ json: { id: 'A' } }));
  const transport = nodeTransport();
  for (const accessToken of ['one', 'two']) {
    await new Session({ accessToken, baseUrl: server.url, transport }).get(['people', 'me']);
  }
  expect(server.connections).toBe(1);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
});

test('close() ends requests under way', async () => {
  const transport = nodeTransport();
  const server = await startFaultServer(
    () => ({ after: 'stall' }),
    () => void transport.close?.(),
  );
  const session = new Session({ accessToken: 'token', baseUrl: server.url, transport, maxRetries: 0 });
  await expect(session.get(['people', 'me'])).rejects.toThrow(ConnectionError);
});

test.each(['proxies', 'ca', 'disableSslVerify'])(
  'a session with a transport refuses its own option %s',
  (name) => {
    const options = { accessToken: 'token', transport: nodeTransport(), [name]: {} };
    expect(() => new Session(options)).toThrow(`Option "${name}" belongs to the transport`);
  },
);
