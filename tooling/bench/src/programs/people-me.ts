import { loadClient } from '../clients/load-client.js';
import { answer } from '../harness/answer.js';

/** Reads a person a number of times, some concurrently; returns the milliseconds per call. */
export interface PeopleMeQuestion {
  readonly calls: number;
  readonly atOnce: number;
}

const [, , name, baseUrl] = process.argv;
const client = await loadClient(name, baseUrl);

answer(async ({ calls, atOnce }: PeopleMeQuestion) => {
  const started = performance.now();
  for (let done = 0; done < calls; done += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, () => client.me()));
  }
  return (performance.now() - started) / calls;
});
