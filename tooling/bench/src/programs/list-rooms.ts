import { setTimeout } from 'node:timers/promises';
import { loadClient } from '../clients/load-client.js';
import { answer } from '../harness/answer.js';

/** Reads all rooms; returns the milliseconds it took. */
export interface ListRoomsQuestion {
  readonly baseUrl: string;
  /** Whether to simulate work: five waits of a millisecond for each page of a hundred. */
  readonly work: boolean;
}

const [, , name] = process.argv;

answer(async ({ baseUrl, work }: ListRoomsQuestion) => {
  const rooms = name === 'nothing' ? noRequests() : (await loadClient(name, baseUrl)).rooms?.();
  if (rooms === undefined) throw new Error(`${name} can't list rooms.`);
  const started = performance.now();
  let count = 0;
  for await (const _room of rooms) {
    count += 1;
    if (work && count % 20 === 0) await setTimeout(1);
  }
  if (count !== 10_000) throw new Error(`${name} read ${count} rooms.`);
  return performance.now() - started;
});

/** Yields the same number of rooms from memory, to measure the work alone. */
async function* noRequests(): AsyncGenerator<object> {
  for (let count = 0; count < 10_000; count += 1) yield {};
}
