import { loadClient } from '../clients/load-client.js';
import { answer } from '../harness/answer.js';

/** The memory a reading took, in MB. */
export interface StreamRoomsAnswer {
  /** The most the process ever held. */
  readonly peak: number;
  /** What the heap holds at the last item, garbage aside. */
  readonly heap: number;
}

/** Reads all rooms, once, and keeps none of them. Needs `--expose-gc`. */
const [, , name, baseUrl, expected] = process.argv;

answer(async (): Promise<StreamRoomsAnswer> => {
  const client = await loadClient(name, baseUrl);
  let count = 0;
  for await (const _room of client.rooms?.() ?? []) {
    count += 1;
    if (count < Number(expected)) continue;
    // In kilobytes, and before the collection, which is not part of what is measured.
    const peak = process.resourceUsage().maxRSS / 1024;
    globalThis.gc?.();
    return { peak, heap: process.memoryUsage().heapUsed / 2 ** 20 };
  }
  throw new Error(`${name} read ${count} rooms.`);
});
