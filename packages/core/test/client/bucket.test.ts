import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Bucket } from '../../src/client/rate-limiter.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const patient = { maxWait: 900_000, priority: false, signal: undefined };

/** Acquires a number of places; the array lists the admitted requests in order. */
function queue(bucket: Bucket, count: number, options = patient): number[] {
  const acquired: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    void bucket.acquire(options).then((mayGo) => mayGo && acquired.push(number));
  }
  return acquired;
}

/** A bucket that has just opened after a pause during which some requests were answered and some refused. */
async function reopened({ answered, refused }: { answered: number; refused: number }): Promise<Bucket> {
  const bucket = new Bucket();
  queue(bucket, answered + refused);
  for (let index = 0; index < refused; index += 1) bucket.pause(1000);
  for (let index = 0; index < answered; index += 1) bucket.release();
  await vi.advanceTimersByTimeAsync(1000);
  return bucket;
}

test('an open bucket admits any number at once and starts no timer', async () => {
  const acquired = queue(new Bucket(), 1000);
  await vi.advanceTimersByTimeAsync(0);
  expect(acquired).toHaveLength(1000);
  expect(vi.getTimerCount()).toBe(0);
});

test('a paused bucket opens when the longest of its pauses is over', async () => {
  const bucket = new Bucket();
  queue(bucket, 3);
  expect([bucket.pause(500), bucket.pause(20), bucket.pause(1000)]).toEqual([true, false, false]);
  const acquired = queue(bucket, 1);
  await vi.advanceTimersByTimeAsync(999);
  expect(acquired).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(acquired).toEqual([1]);
});

describe('a bucket that opens after a pause', () => {
  test.each([
    ['admits one request if the service refused all before', { answered: 0, refused: 50 }, 1],
    ['admits as many as were answered if most were refused', { answered: 10, refused: 40 }, 10],
    ['admits as many as before if most were answered', { answered: 40, refused: 10 }, 50],
  ])('%s', async (_, closure, width) => {
    const acquired = queue(await reopened(closure), 100);
    await vi.advanceTimersByTimeAsync(0);
    expect(acquired).toHaveLength(width);
  });

  test('admits the next request in order for each response', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    const acquired = queue(bucket, 3);
    await vi.advanceTimersByTimeAsync(0);
    expect(acquired).toEqual([1]);
    bucket.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(acquired).toEqual([1, 2]);
  });

  test('admits a rate-limited request before those not sent yet', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    const acquired = queue(bucket, 2);
    const returned = queue(bucket, 1, { ...patient, priority: true });
    await vi.advanceTimersByTimeAsync(0);
    bucket.pause(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect([acquired, returned]).toEqual([[1], [1]]);
  });

  test('admits more at once the longer there is no 429', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    const underWay = async (after: number) => {
      await vi.advanceTimersByTimeAsync(after);
      const acquired = queue(bucket, 100);
      await vi.advanceTimersByTimeAsync(0);
      return acquired.length;
    };
    expect([await underWay(0), await underWay(10_000), await underWay(10_000)]).toEqual([1, 1, 2]);
  });

  test('is paused again by a 429, including for waiting requests', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    const acquired = queue(bucket, 3);
    await vi.advanceTimersByTimeAsync(0);
    expect(bucket.pause(5000)).toBe(true);
    await vi.advanceTimersByTimeAsync(4999);
    expect(acquired).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(acquired).toEqual([1, 2]);
  });
});

describe('a request whose maxWait is shorter than the pause', () => {
  test('is rejected at once', async () => {
    const bucket = new Bucket();
    queue(bucket, 1);
    bucket.pause(60_000);
    expect(bucket.opensIn).toBe(60_000);
    expect(await bucket.acquire({ ...patient, maxWait: 59_999 })).toBe(false);
  });

  test('is rejected as soon as the pause becomes too long', async () => {
    const bucket = new Bucket();
    queue(bucket, 2);
    bucket.pause(1000);
    const waiting = bucket.acquire({ ...patient, maxWait: 1000 });
    bucket.pause(60_000);
    expect(await waiting).toBe(false);
  });

  test('is rejected if requests before it take the whole time', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    queue(bucket, 1);
    const waiting = bucket.acquire({ ...patient, maxWait: 5000 });
    await vi.advanceTimersByTimeAsync(6000);
    expect(await waiting).toBe(false);
  });

  test('is admitted if it only waits for other requests', async () => {
    const bucket = await reopened({ answered: 0, refused: 2 });
    queue(bucket, 1);
    expect(await bucket.acquire({ ...patient, maxWait: 0 })).toBe(true);
  });
});

test('a wait for a bucket ends with its signal and leaves no timer behind', async () => {
  const bucket = new Bucket();
  queue(bucket, 1);
  bucket.pause(60_000);
  const controller = new AbortController();
  const waiting = bucket.acquire({ ...patient, signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(bucket.acquire({ ...patient, signal: controller.signal })).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});

test('a thousand waiting requests are admitted one after the other', async () => {
  const bucket = await reopened({ answered: 0, refused: 2 });
  const acquired = queue(bucket, 1000);
  for (let number = 1; number <= 1000; number += 1) {
    await vi.advanceTimersByTimeAsync(0);
    expect(acquired.at(-1)).toBe(number);
    bucket.release();
  }
  expect(vi.getTimerCount()).toBe(0);
});
