import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RateLimitGate } from '../../src/client/rate-limit-gate.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const patient = { longest: 900_000, returning: false, signal: undefined };

/** Has so many requests ask to enter; the array tells which may go, in their order. */
function queue(gate: RateLimitGate, count: number, entrance = patient): number[] {
  const entered: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    void gate.enter(entrance).then((mayGo) => mayGo && entered.push(number));
  }
  return entered;
}

/** Opens the gate after a refusal that came while so many others were answered, and so many more refused. */
async function reopened({
  answered,
  refused,
}: {
  answered: number;
  refused: number;
}): Promise<RateLimitGate> {
  const gate = new RateLimitGate();
  queue(gate, answered + refused);
  for (let index = 0; index < refused; index += 1) gate.refused(1000);
  for (let index = 0; index < answered; index += 1) gate.answered();
  await vi.advanceTimersByTimeAsync(1000);
  return gate;
}

test('an open gate lets any number pass at once', async () => {
  const entered = queue(new RateLimitGate(), 1000);
  await vi.advanceTimersByTimeAsync(0);
  expect(entered).toHaveLength(1000);
  expect(vi.getTimerCount()).toBe(0);
});

test('a closed gate opens when the longest of the waits is over', async () => {
  const gate = new RateLimitGate();
  queue(gate, 3);
  expect([gate.refused(500), gate.refused(20), gate.refused(1000)]).toEqual([true, false, false]);
  const entered = queue(gate, 1);
  await vi.advanceTimersByTimeAsync(999);
  expect(entered).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(entered).toEqual([1]);
});

describe('when it opens again', () => {
  test.each([
    ['only one goes where the service refused all', { answered: 0, refused: 50 }, 1],
    ['as many go as it answered where it refused most', { answered: 10, refused: 40 }, 10],
    ['as many go as before where it answered most', { answered: 40, refused: 10 }, 50],
  ])('%s', async (_, closure, width) => {
    const entered = queue(await reopened(closure), 100);
    await vi.advanceTimersByTimeAsync(0);
    expect(entered).toHaveLength(width);
  });

  test('each that is answered lets the next one go, in the order they came', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    const entered = queue(gate, 3);
    await vi.advanceTimersByTimeAsync(0);
    expect(entered).toEqual([1]);
    gate.answered();
    await vi.advanceTimersByTimeAsync(0);
    expect(entered).toEqual([1, 2]);
  });

  test('one that was refused goes before those that were not sent yet', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    const entered = queue(gate, 2);
    const returned = queue(gate, 1, { ...patient, returning: true });
    await vi.advanceTimersByTimeAsync(0);
    gate.refused(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect([entered, returned]).toEqual([[1], [1]]);
  });

  test('more may go the longer nothing is refused', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    const underWay = async (after: number) => {
      await vi.advanceTimersByTimeAsync(after);
      const entered = queue(gate, 100);
      await vi.advanceTimersByTimeAsync(0);
      return entered.length;
    };
    expect([await underWay(0), await underWay(10_000), await underWay(10_000)]).toEqual([1, 1, 2]);
  });

  test('a refusal closes it again, for those too who wait for their turn', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    const entered = queue(gate, 3);
    await vi.advanceTimersByTimeAsync(0);
    expect(gate.refused(5000)).toBe(true);
    await vi.advanceTimersByTimeAsync(4999);
    expect(entered).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(entered).toEqual([1, 2]);
  });
});

describe('who can not wait that long', () => {
  test('is told at once', async () => {
    const gate = new RateLimitGate();
    queue(gate, 1);
    gate.refused(60_000);
    expect(gate.opensIn).toBe(60_000);
    expect(await gate.enter({ ...patient, longest: 59_999 })).toBe(false);
  });

  test('is told as soon as the wait becomes too long', async () => {
    const gate = new RateLimitGate();
    queue(gate, 2);
    gate.refused(1000);
    const waiting = gate.enter({ ...patient, longest: 1000 });
    gate.refused(60_000);
    expect(await waiting).toBe(false);
  });

  test('is told when others take the whole time', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    queue(gate, 1);
    const waiting = gate.enter({ ...patient, longest: 5000 });
    await vi.advanceTimersByTimeAsync(6000);
    expect(await waiting).toBe(false);
  });

  test('goes where nothing is to be waited for but others', async () => {
    const gate = await reopened({ answered: 0, refused: 2 });
    queue(gate, 1);
    expect(await gate.enter({ ...patient, longest: 0 })).toBe(true);
  });
});

test('waiting ends with the signal, and leaves no timer behind', async () => {
  const gate = new RateLimitGate();
  queue(gate, 1);
  gate.refused(60_000);
  const controller = new AbortController();
  const waiting = gate.enter({ ...patient, signal: controller.signal });
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(gate.enter({ ...patient, signal: controller.signal })).rejects.toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});

test('a thousand that wait are let through one after the other', async () => {
  const gate = await reopened({ answered: 0, refused: 2 });
  const entered = queue(gate, 1000);
  for (let number = 1; number <= 1000; number += 1) {
    await vi.advanceTimersByTimeAsync(0);
    expect(entered.at(-1)).toBe(number);
    gate.answered();
  }
  expect(vi.getTimerCount()).toBe(0);
});
