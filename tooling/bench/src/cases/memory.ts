import type { BenchCase } from '../harness/report.js';
import { startServer } from '../harness/start-server.js';
import { median } from '../harness/statistics.js';
import type { StreamRoomsAnswer } from '../programs/stream-rooms.js';

const few = 10_000;
const many = 1_000_000;

/** Measures whether memory grows with the length of a list. */
export const memory: BenchCase = {
  name: 'memory',
  title: 'Memory: a million rooms read one by one',
  async run(start) {
    const url = await startServer(start);
    const read = async (name: string, rooms: number): Promise<StreamRoomsAnswer> => {
      const program = await start('stream-rooms', [name, url({ rooms }), rooms], { flags: ['--expose-gc'] });
      const answer = await program.ask<StreamRoomsAnswer>('memory');
      await program.stop();
      return answer;
    };
    const times = async (rounds: number, name: string, rooms: number) => {
      const answers: StreamRoomsAnswer[] = [];
      for (let round = 0; round < rounds; round += 1) answers.push(await read(name, rooms));
      const [peak, heap] = (['peak', 'heap'] as const).map((key) => median(answers.map((one) => one[key])));
      return { name, rooms, peak: peak ?? Number.NaN, heap: heap ?? Number.NaN };
    };
    const short = await times(5, 'wxt', few);
    const long = await times(1, 'wxt', many);
    const rows = [short, long, await times(5, 'got', few), await times(1, 'got', many)];

    return {
      notes: [
        'Each reading in a fresh process. The peak is the most memory the process ever held (its maximum resident set);' +
          ' the heap is what is in use at the last room, after a collection. Medians of 5 for the short list, one reading of' +
          ' the long one.',
      ],
      tables: [
        {
          title: 'MB',
          rows: rows.map(({ name, rooms, peak, heap }) => ({
            client: name,
            rooms: rooms.toLocaleString('en'),
            peak: peak.toFixed(1),
            heap: heap.toFixed(1),
          })),
        },
      ],
      targets: [
        {
          what: 'peak memory of 1,000,000 rooms above that of 10,000',
          measured: long.peak - short.peak,
          most: 40,
          unit: 'MB',
        },
      ],
    };
  },
};
