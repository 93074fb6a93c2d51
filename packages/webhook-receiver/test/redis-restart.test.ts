import { Agent } from 'node:http';
import { hasRedis, startRestartableRedis } from '@wxt/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { atOnce, startReceiver, statusOf } from './processes.js';
import { delivery, messageCreated } from './signed.js';

const program = new URL('redis-example-process.ts', import.meta.url);
const patience = { timeout: 60_000 };
const noRedis = 'NOT RUN: there is no redis-server on this machine';

test('the README’s example survives a Redis that is killed and restarted, and handles all events', async ({
  skip,
}) => {
  if (!hasRedis) skip(noRedis);
  const redis = await startRestartableRedis();
  const receiver = await startReceiver(program, redis.url);
  const send = (id: string) => statusOf(receiver.url, delivery(messageCreated(id)));
  const sendTwice = async (id: string) => [await send(id), await send(id)];
  expect(await sendTwice('BEFORE')).toEqual([200, 200]);
  await redis.kill();
  expect(await sendTwice('MEANWHILE')).toEqual([200, 200]);
  await redis.start();
  // A claim that works again shows in the second of two receivers that share the Redis.
  const other = await startReceiver(program, redis.url);
  let number = 0;
  await vi.waitUntil(async () => {
    number += 1;
    const before = receiver.output.length;
    const signed = delivery(messageCreated(`AFTER-${number}`));
    await statusOf(other.url, signed);
    await vi.waitUntil(() => other.output.length === number, patience);
    await statusOf(receiver.url, signed);
    await send(`LAST-${number}`);
    await vi.waitUntil(() => receiver.output.at(-1) === `LAST-${number}`, patience);
    return receiver.output.length === before + 1;
  }, patience);
  expect(await Promise.all([receiver.end(), other.end()])).toEqual([0, 0]);
  expect(receiver.output.slice(0, 2)).toEqual(['BEFORE', 'MEANWHILE']);
  const errors = receiver.errors.join('');
  expect(errors).toContain('Redis: ');
  expect(errors).toContain('store.claim() failed: ');
}, 120_000);

test('two receivers on one Redis that is restarted handle each of 5,000 events once or twice', async ({
  skip,
}) => {
  if (!hasRedis) skip(noRedis);
  const redis = await startRestartableRedis();
  const receivers = await Promise.all([startReceiver(program, redis.url), startReceiver(program, redis.url)]);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const ids = Array.from({ length: 5_000 }, (_, index) => `M${index}`);
  const statuses = new Set<number>();
  const sendToBoth = (id: string) => async () => {
    const signed = { ...delivery(messageCreated(id)), agent };
    for (const status of await Promise.all(receivers.map(({ url }) => statusOf(url, signed))))
      statuses.add(status);
  };
  const tasks = ids.map(sendToBoth);
  const restart = (async () => {
    await vi.waitUntil(() => handledBy(receivers).length > 1_000, patience);
    await redis.kill();
    const before = handledBy(receivers).length;
    await vi.waitUntil(() => handledBy(receivers).length > before + 1_000, patience);
    await redis.start();
  })();
  await Promise.all([atOnce(100, tasks), restart]);
  expect(await Promise.all(receivers.map(({ end }) => end()))).toEqual([0, 0]);

  expect([...statuses]).toEqual([200]);
  const times = new Map<string, number>();
  for (const id of handledBy(receivers)) times.set(id, (times.get(id) ?? 0) + 1);
  expect([...times.keys()].sort()).toEqual(ids.sort());
  // Twice while Redis was away, but not before.
  expect(new Set(times.values())).toEqual(new Set([1, 2]));
  for (const { errors } of receivers) expect(errors.join('')).toContain('store.claim() failed: ');
}, 300_000);

function handledBy(receivers: readonly { readonly output: readonly string[] }[]): string[] {
  return receivers.flatMap(({ output }) => output);
}
