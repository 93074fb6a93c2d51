import { expect, test } from 'vitest';
import { fuzz } from './fuzz/run.js';

test('random paths, queries, bodies, content types and uploads get no 5xx and do not stop the emulator', async () => {
  const { statuses, failures, isAlive } = await fuzz(300, 20_261_127);
  expect(failures).toEqual([]);
  expect(isAlive).toBe(true);
  // Some get through, so that more than the first check is tried.
  expect(statuses[200]).toBeGreaterThan(3);
});
