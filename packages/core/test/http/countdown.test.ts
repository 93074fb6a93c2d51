import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { startCountdown } from '../../src/http/countdown.js';

afterEach(() => {
  vi.useRealTimers();
});

test('it ends once, after its time, which a restart gives it again', () => {
  vi.useFakeTimers();
  let ends = 0;
  const countdown = startCountdown(100, () => {
    ends += 1;
  });
  vi.advanceTimersByTime(80);
  countdown.restart();
  vi.advanceTimersByTime(99);
  expect(ends).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(ends).toBe(1);
});

test('a stop ends it for good', () => {
  vi.useFakeTimers();
  let ends = 0;
  startCountdown(100, () => {
    ends += 1;
  }).stop();
  vi.advanceTimersByTime(1000);
  expect(ends).toBe(0);
});

test.each(['restart', 'stop'] as const)('what has arrived in a busy time may still %s it', async (what) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[socket]] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
  onTestFinished(() => {
    client.destroy();
    socket.destroy();
    server.close();
  });

  let ended = false;
  const countdown = startCountdown(500, () => {
    ended = true;
  });
  client.once('data', () => countdown[what]());
  socket.write('an answer');
  for (const start = performance.now(); performance.now() < start + 550; );
  await once(client, 'data');
  await setImmediate();
  expect(ended).toBe(false);
});
