import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave } from '../harness/interleave.js';
import type { BenchCase } from '../harness/report.js';
import { median, ratio } from '../harness/statistics.js';
import type { TransferAnswer } from '../programs/transfer-file.js';

const size = 2 ** 30;
const ways = ['upload', 'download'] as const;
type Way = (typeof ways)[number];
const clients = ['wxt', 'got'] as const;
type Name = `${(typeof clients)[number]} ${Way}`;
const names = ways.flatMap((way) => clients.map((client): Name => `${client} ${way}`));
const rounds = 9;

/** Whether a file of any size goes up and comes down in little memory, and how fast. */
export const files: BenchCase = {
  name: 'files',
  title: 'Files: 1 GiB up and down',
  async run(start) {
    const folder = await mkdtemp(join(tmpdir(), 'wxt-bench-'));
    try {
      const [small, large] = [join(folder, 'small.bin'), join(folder, 'large.bin')];
      for (const path of [small, large]) await writeFile(path, '');
      await truncate(small, 4096);
      await truncate(large, size);
      const answers = new Map<Name, TransferAnswer[]>(names.map((name) => [name, []]));
      const measure = (name: Name) => async () => {
        const what = name.endsWith('upload') ? [small, large] : ['4096', String(size)];
        const server = await start('file-server');
        const url = `http://127.0.0.1:${await server.ask<number>('port')}/v1/`;
        const program = await start('transfer-file', [name, url, ...what]);
        const answer = await program.ask<TransferAnswer>('transfer');
        // Memory that nobody has held of late is dear to get, and what is left over would make the next one pay for it.
        await Promise.all([program.stop(), server.stop()]);
        answers.get(name)?.push(answer);
        return answer.duration;
      };
      const measureBoth = (way: Way) =>
        interleave({ wxt: measure(`wxt ${way}`), got: measure(`got ${way}`) }, rounds);
      // One way after the other: what comes after an upload is slower, whoever does it.
      const samples = { upload: await measureBoth('upload'), download: await measureBoth('download') };
      const of = (name: Name, key: keyof TransferAnswer) =>
        median((answers.get(name) ?? []).map((answer) => answer[key]));
      const above = (name: Name) =>
        Math.max(...(answers.get(name) ?? []).map(({ idle, peak }) => peak - idle));

      return {
        notes: [
          'Each transfer in a fresh process, with a server in another fresh one; the two clients take turns. Bare got sends the same multipart,' +
            ' assembled by hand from a stream of the file, and reads the answer as a stream. Idle is what the process holds' +
            ' after a transfer of 4 KiB, the peak is the most that it ever held.' +
            ` Medians of ${rounds} rounds.`,
        ],
        tables: [
          {
            title: 'MB and MB/s',
            rows: names.map((name) => ({
              transfer: name,
              idle: of(name, 'idle').toFixed(1),
              peak: of(name, 'peak').toFixed(1),
              'MB/s': ((size / 1e6 / of(name, 'duration')) * 1000).toFixed(0),
            })),
          },
        ],
        targets: [
          ...ways.flatMap((way) => [
            {
              what: `time of an ${way}`.replace('an download', 'a download'),
              measured: ratio(samples[way].wxt, samples[way].got),
              most: 1.25,
              unit: '× got',
            },
            {
              what: `memory of the ${way} above idle, at worst`,
              measured: above(`wxt ${way}`),
              most: 60,
              unit: 'MB',
            },
          ]),
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
