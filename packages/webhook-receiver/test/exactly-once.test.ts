import { Agent, request } from 'node:http';
import { hasRedis, startRedis } from '@wxt/testing';
import { createClient } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { atOnce, startReceiver, statusOf } from './processes.js';
import { delivery, messageCreated, type SignedRequest, sign } from './signed.js';

const program = new URL('receiver-process.ts', import.meta.url);

/** Breaks the connection in the middle of a body that is signed as a whole. */
async function breakOff(url: string, body: string): Promise<void> {
  const headers = { 'x-spark-signature': sign(body), 'content-length': body.length };
  const broken = request(url, { method: 'POST', headers });
  const closed = new Promise((resolve) => broken.on('error', () => {}).on('close', resolve));
  broken.write(body.slice(0, body.length / 2), () => broken.destroy());
  await closed;
}

test('two processes on one Redis handle each of 5,000 events once, and nothing else', async ({ skip }) => {
  if (!hasRedis) skip('NOT RUN: there is no redis-server on this machine');
  const redisUrl = await startRedis();
  const [one, other] = await Promise.all([
    startReceiver(program, redisUrl),
    startReceiver(program, redisUrl),
  ]);
  const statuses = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const send = async (kind: string, url: string, signed: SignedRequest) => {
    const key = `${kind} ${await statusOf(url, { ...signed, agent })}`;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
  };

  const ids = Array.from({ length: 5000 }, (_, index) => `M${index}`);
  const tasks = ids.flatMap((id, index) => {
    const signed = delivery(messageCreated(id));
    const body = JSON.stringify(messageCreated(`X${index}`));
    const headers = { 'x-spark-signature': sign(body) };
    // Each event comes to both at the same time, as with the worst of load balancers.
    const twice = async () => {
      await Promise.all([send('signed', one.url, signed), send('signed', other.url, signed)]);
    };
    if (index % 10 !== 0) return [twice];
    return [
      twice,
      () => send('forged', one.url, delivery(body, { 'x-spark-signature': sign(body, 'sha1', 'guess') })),
      () => send('truncated', other.url, delivery(body.slice(0, -20), headers)),
      () =>
        send('oversized', one.url, delivery({ ...messageCreated(`X${index}`), padding: 'x'.repeat(10_000) })),
      () => breakOff(other.url, body),
    ];
  });
  await atOnce(100, tasks);
  await atOnce(
    100,
    ids.slice(0, 500).map((id) => () => send('replayed', other.url, delivery(messageCreated(id)))),
  );
  expect(await Promise.all([one.end(), other.end()])).toEqual([0, 0]);

  expect(Object.fromEntries(statuses)).toEqual({
    'signed 200': 10_000,
    'forged 401': 500,
    'truncated 401': 500,
    'oversized 413': 500,
    'replayed 200': 500,
  });
  const redis = await createClient({ url: redisUrl }).connect();
  const handled = await redis.lRange('handled', 0, -1);
  await redis.close();
  expect(handled.sort()).toEqual(ids.sort());
}, 300_000);
