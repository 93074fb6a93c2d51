import { startFaultServer, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { ConnectionError, Session } from '../../src/index.js';

const create = (baseUrl: string) => new Session({ accessToken: 'token', baseUrl });

test('a POST with idempotent: true is retried after a reset', async () => {
  const server = await startScriptedServer([{ reset: true }, { json: { id: 'A' } }]);
  expect(await create(server.url).post(['messages'], { body: {}, idempotent: true })).toEqual({ id: 'A' });
  expect(server.requests).toHaveLength(2);
});

test('a PUT with idempotent: false is not sent again after a reset', async () => {
  const server = await startScriptedServer([{ reset: true }]);
  await expect(create(server.url).put(['people', 'P'], { body: {}, idempotent: false })).rejects.toThrow(
    ConnectionError,
  );
  expect(server.requests).toHaveLength(1);
});

test('a 101 response is a ConnectionError without a retry', async () => {
  const server = await startFaultServer(() => ({
    bytes: 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
    after: 'stall',
  }));
  const error = await create(server.url)
    .post(['messages'], { body: {} })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ delivery: 'answered', message: expect.stringContaining('101') });
  expect(server.requests).toHaveLength(1);
});
