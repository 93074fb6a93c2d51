import { expect, test } from 'vitest';
import { Admission } from '../../src/client/admission.js';

const patient = { longest: 900_000, returning: false, signal: undefined };

test('no more than so many are under way at once, whatever their kind', async () => {
  const admission = new Admission(2);
  const entered: string[] = [];
  const enter = (kind: string) => admission.enter(kind, patient).then(() => entered.push(kind));
  const all = ['a', 'b', 'c', 'd'].map(enter);
  await Promise.all(all.slice(0, 2));
  await new Promise(setImmediate);
  expect(entered).toEqual(['a', 'b']);
  admission.leave('a');
  await all[2];
  expect(entered).toEqual(['a', 'b', 'c']);
  admission.leave('b');
  await all[3];
  expect(entered).toEqual(['a', 'b', 'c', 'd']);
});

test('who waits for others to end stops with the signal, and takes no place', async () => {
  const admission = new Admission(1);
  await admission.enter('a', patient);
  const controller = new AbortController();
  const waiting = admission.enter('a', { ...patient, signal: controller.signal });
  const reason = new Error('enough');
  await new Promise(setImmediate);
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  const next = admission.enter('a', patient);
  admission.leave('a');
  expect(await next).toBeLessThan(900_000);
});

test('who is told to wait holds up its own kind and no other', async () => {
  const admission = new Admission(1);
  await admission.enter('a', patient);
  const others = ['a', 'b'].map((kind) => admission.enter(kind, { ...patient, longest: 1000 }));
  await new Promise(setImmediate);
  expect(admission.leave('a', 60_000)).toBe(true);
  expect(await Promise.all(others)).toEqual([undefined, expect.any(Number)]);
  expect(admission.opensIn('a')).toBeGreaterThan(0);
  expect(admission.opensIn('b')).toBe(0);
});
