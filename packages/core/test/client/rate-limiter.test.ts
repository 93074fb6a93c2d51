import { expect, test } from 'vitest';
import { RateLimiter } from '../../src/client/rate-limiter.js';

const patient = { maxWait: 900_000, priority: false, signal: undefined };

test('maxConcurrency limits the requests of all buckets together', async () => {
  const limiter = new RateLimiter(2);
  const acquired: string[] = [];
  const acquire = (bucket: string) => limiter.acquire(bucket, patient).then(() => acquired.push(bucket));
  const all = ['a', 'b', 'c', 'd'].map(acquire);
  await Promise.all(all.slice(0, 2));
  await new Promise(setImmediate);
  expect(acquired).toEqual(['a', 'b']);
  limiter.release('a');
  await all[2];
  expect(acquired).toEqual(['a', 'b', 'c']);
  limiter.release('b');
  await all[3];
  expect(acquired).toEqual(['a', 'b', 'c', 'd']);
});

test('an aborted wait for a slot takes no place', async () => {
  const limiter = new RateLimiter(1);
  await limiter.acquire('a', patient);
  const controller = new AbortController();
  const waiting = limiter.acquire('a', { ...patient, signal: controller.signal });
  const reason = new Error('enough');
  await new Promise(setImmediate);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  const next = limiter.acquire('a', patient);
  limiter.release('a');
  expect(await next).toBeLessThan(900_000);
});

test('a 429 pauses only its own bucket', async () => {
  const limiter = new RateLimiter(1);
  await limiter.acquire('a', patient);
  const others = ['a', 'b'].map((bucket) => limiter.acquire(bucket, { ...patient, maxWait: 1000 }));
  await new Promise(setImmediate);
  expect(limiter.release('a', 60_000)).toBe(true);
  expect(await Promise.all(others)).toEqual([undefined, expect.any(Number)]);
  expect(limiter.opensIn('a')).toBeGreaterThan(0);
  expect(limiter.opensIn('b')).toBe(0);
});
