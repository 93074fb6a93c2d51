import { interleave, type Samples } from '../harness/interleave.js';
import type { Program } from '../harness/program.js';
import type { BenchCase, Target } from '../harness/report.js';
import { startServer } from '../harness/start-server.js';
import { median, ratio } from '../harness/statistics.js';
import type { ListRoomsQuestion } from '../programs/list-rooms.js';

const clients = ['wxt', 'got', 'node:http', 'fetch'];
/** The server's latency in milliseconds, and the number of rounds. */
const latencies = [
  { latency: 0, rounds: 15 },
  { latency: 5, rounds: 5 },
  { latency: 20, rounds: 3 },
];

/** Measures reading a long list, and what prefetching saves a slow consumer. */
export const listRooms: BenchCase = {
  name: 'list-rooms',
  title: '10,000 rooms, a hundred on a page',
  async run(start) {
    const url = await startServer(start);
    const programs = new Map<string, Program>();
    for (const name of [...clients, 'nothing']) programs.set(name, await start('list-rooms', [name]));
    const measured: { latency: number; samples: Samples }[] = [];
    for (const { latency, rounds } of latencies) {
      const baseUrl = url({ rooms: 10_000, latency });
      const contender = (name: string, work: boolean) => {
        const question: ListRoomsQuestion = { baseUrl, work };
        return [work ? `${name} at work` : name, () => programs.get(name)?.ask<number>(question)];
      };
      const contenders = [
        ...clients.map((name) => contender(name, false)),
        ...['wxt', 'got', 'nothing'].map((name) => contender(name, true)),
      ];
      measured.push({ latency, samples: await interleave(Object.fromEntries(contenders), rounds) });
    }

    return {
      notes: [
        'got, node:http and fetch follow the links in a loop of their own, one page after the other. The consumer takes' +
          ' about 5 ms for each page, spread evenly over it; "nothing" is that consumer with all rooms there already.',
      ],
      tables: measured.map(({ latency, samples }) => ({
        title: `${latency} ms until the server answers`,
        rows: Object.keys(samples).map((name) => ({
          client: name.replace('at work', '+ consumer'),
          ms: median(samples[name] ?? []).toFixed(0),
          '× got': ratio(samples[name], samples.got).toFixed(2),
        })),
      })),
      targets: measured.flatMap(({ latency, samples }) => targets(latency, samples)),
    };
  },
};

function targets(latency: number, samples: Samples): Target[] {
  const { wxt = [], got, 'wxt at work': together, 'nothing at work': consumer = [] } = samples;
  if (latency === 0) {
    return [
      { what: '10,000 rooms, no latency, against got', measured: ratio(wxt, got), most: 1.05, unit: '×' },
    ];
  }
  if (latency !== 20) return [];
  const slower = wxt.map((fetching, round) => Math.max(fetching, consumer[round] ?? Number.NaN));
  const what = 'listing with a working consumer at 20 ms, against the slower of the two alone';
  return [{ what, measured: ratio(together, slower), most: 1.15, unit: '×' }];
}
