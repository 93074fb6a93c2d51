import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type RequestOptions, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hasRedis, startRedis } from '@wxt/testing';
import { createClient } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { delivery, messageCreated, type SignedRequest, sign } from './signed.js';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
const program = fileURLToPath(new URL('receiver-process.ts', import.meta.url));

interface Receiver {
  readonly url: string;
  /** Ends it once it has handled all that it took; answers with its exit code. */
  readonly end: () => Promise<number>;
}

async function startReceiver(redisUrl: string): Promise<Receiver> {
  const child = spawn(tsx, ['--conditions=@wxt/source', program], {
    env: { ...process.env, REDIS_URL: redisUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill();
  });
  const exit = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    url: `http://127.0.0.1:${JSON.parse(line).port}/`,
    end: async () => {
      child.stdin.end();
      return (await exit)[0];
    },
  };
}

/** Does all of these, so many at once. */
async function atOnce(width: number, tasks: (() => Promise<void>)[]): Promise<void> {
  const left = [...tasks];
  const worker = async () => {
    for (let task = left.pop(); task !== undefined; task = left.pop()) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Sends a request and answers with its status; several times as fast as `fetch`. */
function statusOf(url: string, { body, ...options }: SignedRequest & RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}

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
  const [one, other] = await Promise.all([startReceiver(redisUrl), startReceiver(redisUrl)]);
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
    // Each event comes to both at the same time, as the worst of balancers would have it.
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
