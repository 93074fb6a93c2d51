import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleave, type Samples } from '../harness/interleave.js';
import type { BenchCase, Target } from '../harness/report.js';
import { median, ratio } from '../harness/statistics.js';
import type { TransferAnswer } from '../programs/transfer-file.js';

const size = 2 ** 30;
const rounds = 9;
const ways = ['upload', 'download'] as const;
type Way = (typeof ways)[number];
const clients = ['wxt', 'got'] as const;
type Client = (typeof clients)[number];

/** Makes glibc keep freed memory instead of returning it to the system. */
const keepMemory = { MALLOC_TRIM_THRESHOLD_: String(2 ** 28), MALLOC_TOP_PAD_: String(2 ** 25) };

/** The measurements of one direction. */
interface Measured {
  readonly answers: Readonly<Record<Client, readonly TransferAnswer[]>>;
  /** Milliseconds with glibc's default settings. */
  readonly asItComes: Samples<Client>;
  /** Milliseconds with freed memory kept. */
  readonly kept: Samples<Client>;
}

/** Measures the memory and speed of uploading and downloading a large file. */
export const files: BenchCase = {
  name: 'files',
  title: 'Files: 1 GiB up and down',
  async run(start) {
    const folder = await mkdtemp(join(tmpdir(), 'wxt-bench-'));
    const [small, large] = [join(folder, 'small.bin'), join(folder, 'large.bin')];

    const transfer = async (client: Client, way: Way, env?: NodeJS.ProcessEnv): Promise<TransferAnswer> => {
      const server = await start('file-server', [], { env });
      const url = `http://127.0.0.1:${await server.ask<number>('port')}/v1/`;
      const what = way === 'upload' ? [small, large] : ['4096', String(size)];
      const program = await start('transfer-file', [`${client} ${way}`, url, ...what], { env });
      const answer = await program.ask<TransferAnswer>('transfer');
      // Remaining processes hold memory that the next one would have to allocate.
      await Promise.all([program.stop(), server.stop()]);
      return answer;
    };
    const measure = async (way: Way): Promise<Measured> => {
      const answers: Record<Client, TransferAnswer[]> = { wxt: [], got: [] };
      const sample = (client: Client, env?: NodeJS.ProcessEnv) => async () => {
        const answer = await transfer(client, way, env);
        if (env === undefined) answers[client].push(answer);
        return answer.duration;
      };
      const asItComes = await interleave({ wxt: sample('wxt'), got: sample('got') }, rounds);
      const contenders = { wxt: sample('wxt', keepMemory), got: sample('got', keepMemory) };
      return { answers, asItComes, kept: await interleave(contenders, rounds) };
    };

    try {
      for (const path of [small, large]) await writeFile(path, '');
      await truncate(small, 4096);
      await truncate(large, size);
      // One direction after the other: any transfer right after an upload is slower.
      const measured = { upload: await measure('upload'), download: await measure('download') };
      return {
        notes: [
          'Each transfer in a fresh process, with a server in another fresh one; the two clients take turns. Bare got sends' +
            ' the same multipart, assembled by hand from a stream of the file, and reads the answer as a stream. Idle is' +
            ' what the process holds after a transfer of 4 KiB, the peak is the most that it ever held. Medians of' +
            ` ${rounds} rounds.`,
          'As memory comes and goes, chance decides over the time of a transfer: glibc hands back what is freed, and the' +
            ' same transfer has 20,000 page faults or 500,000. What counts is therefore the time with memory kept, by' +
            ` ${Object.entries(keepMemory)
              .map(([name, value]) => `\`${name}=${value}\``)
              .join(' ')}, for both clients` +
            ' and the server. Memory is that of the runs without.',
        ],
        tables: [{ title: 'MB and MB/s', rows: ways.flatMap((way) => rows(way, measured[way])) }],
        targets: ways.flatMap((way) => targets(way, measured[way])),
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function rows(way: Way, { answers, asItComes, kept }: Measured) {
  const speed = (milliseconds: readonly number[]) => ((size / 1e6 / median(milliseconds)) * 1000).toFixed(0);
  return clients.map((client) => ({
    transfer: `${client} ${way}`,
    idle: median(answers[client].map(({ idle }) => idle)).toFixed(1),
    peak: median(answers[client].map(({ peak }) => peak)).toFixed(1),
    'MB/s': speed(asItComes[client]),
    '× got': ratio(asItComes[client], asItComes.got).toFixed(2),
    'MB/s, memory kept': speed(kept[client]),
    '× got, memory kept': ratio(kept[client], kept.got).toFixed(2),
  }));
}

function targets(way: Way, { answers, kept }: Measured): Target[] {
  return [
    {
      what: `time of the ${way}, memory kept`,
      measured: ratio(kept.wxt, kept.got),
      most: 1.25,
      unit: '× got',
    },
    {
      what: `memory of the ${way} above idle, at worst`,
      measured: Math.max(...answers.wxt.map(({ idle, peak }) => peak - idle)),
      most: 60,
      unit: 'MB',
    },
  ];
}
