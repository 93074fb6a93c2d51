import { loadClient } from '../clients/load-client.js';
import { answer } from '../harness/answer.js';

/** The memory used by reading the list, in MB. */
export interface StreamRoomsAnswer {
  /** The peak of the process. */
  readonly peak: number;
  /** The heap in use at the last item, after garbage collection. */
  readonly heap: number;
}

/** Reads all rooms once without keeping them. Needs `--expose-gc`. */
const [, , name, baseUrl, expected] = process.argv;

answer(async (): Promise<StreamRoomsAnswer> => {
  const client = await loadClient(name, baseUrl);
  let count = 0;
  for await (const _room of client.rooms?.() ?? []) {
    count += 1;
    if (count < Number(expected)) continue;
    // In kilobytes; read before the garbage collection, which must not be measured.
    const peak = process.resourceUsage().maxRSS / 1024;
    globalThis.gc?.();
    return { peak, heap: process.memoryUsage().heapUsed / 2 ** 20 };
  }
  throw new Error(`${name} read ${count} rooms.`);
});
