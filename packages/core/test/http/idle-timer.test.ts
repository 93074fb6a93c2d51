import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { startIdleTimer } from '../../src/http/idle-timer.js';

afterEach(() => {
  vi.useRealTimers();
});

test('an idle timer fires once, and a restart starts its time over', () => {
  vi.useFakeTimers();
  let timeouts = 0;
  const timer = startIdleTimer(100, () => {
    timeouts += 1;
  });
  vi.advanceTimersByTime(80);
  timer.restart();
  vi.advanceTimersByTime(99);
  expect(timeouts).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(timeouts).toBe(1);
});

test('a stopped idle timer never fires', () => {
  vi.useFakeTimers();
  let timeouts = 0;
  startIdleTimer(100, () => {
    timeouts += 1;
  }).stop();
  vi.advanceTimersByTime(1000);
  expect(timeouts).toBe(0);
});

test.each(['restart', 'stop'] as const)(
  'data that arrived while the program was busy can still %s an idle timer',
  async (what) => {
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
    const timer = startIdleTimer(500, () => {
      ended = true;
    });
    client.once('data', () => timer[what]());
    socket.write('a response');
    for (const start = performance.now(); performance.now() < start + 550; );
    await once(client, 'data');
    await setImmediate();
    expect(ended).toBe(false);
  },
);
