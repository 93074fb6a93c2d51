import { interleave } from '../harness/interleave.js';
import { runProgram } from '../harness/program.js';
import type { BenchCase } from '../harness/report.js';
import { startServer } from '../harness/start-server.js';
import { median, ratio } from '../harness/statistics.js';

const programs = {
  '@wxt/sdk': 'start-wxt',
  '@wxt/people': 'start-people',
  got: 'start-got',
  'node:http': 'start-node-http',
};
const rounds = 41;

/** Measures a program that makes one call and exits, such as a command-line tool or a cold function. */
export const start: BenchCase = {
  name: 'start',
  title: 'From process start through the first `people.me()` to exit',
  async run(startProgram) {
    const url = (await startServer(startProgram))();
    const run = async (program: string): Promise<number> => {
      const { output, duration } = await runProgram(program, [url]);
      if (!output.includes('Ada Lovelace')) throw new Error(`${program} printed ${output}`);
      return duration;
    };
    const contenders = Object.entries(programs).map(([name, program]) => [name, () => run(program)]);
    const samples = await interleave(Object.fromEntries(contenders), rounds);

    return {
      notes: [
        `A fresh process for each of ${rounds} rounds, medians; plain Node on packages as they are installed.`,
      ],
      tables: [
        {
          title: 'Milliseconds',
          rows: Object.entries(samples).map(([name, values]) => ({
            program: name,
            ms: median(values).toFixed(0),
            '× got': ratio(values, samples.got).toFixed(2),
          })),
        },
      ],
      targets: (['@wxt/people', '@wxt/sdk'] as const).map((name) => ({
        what: `start to the first \`people.me()\` of ${name} and exit, against got`,
        measured: ratio(samples[name], samples.got),
        most: 1.1,
        unit: '×',
      })),
    };
  },
};
