import { expect, test, vi } from 'vitest';
import { RateLimitGate } from '../src/rate-limit.js';

test('an open gate lets pass at once', async () => {
  expect(await new RateLimitGate().pass('GET rooms', 1000)).toBe(0);
});

test('a closed gate holds its kind back and no other', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  try {
    const gate = new RateLimitGate();
    gate.close('GET rooms', 20);
    gate.close('GET rooms', 5);
    const passed: string[] = [];
    const waiting = gate.pass('GET rooms', 1000).then((waited) => passed.push(`rooms after ${waited}`));
    passed.push(`people after ${await gate.pass('GET people', 1000)}`);
    vi.setSystemTime(20);
    await waiting;
    expect(passed).toEqual(['people after 0', 'rooms after 20']);
  } finally {
    vi.useRealTimers();
  }
});

test('who would have to wait too long goes on: the service itself is to say no', async () => {
  const gate = new RateLimitGate();
  gate.close('GET rooms', 60_000);
  expect(await gate.pass('GET rooms', 1000)).toBe(0);
});

test('waiting ends with the signal', async () => {
  const gate = new RateLimitGate();
  gate.close('GET rooms', 60_000);
  const controller = new AbortController();
  const waiting = gate.pass('GET rooms', 100_000, controller.signal);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});
