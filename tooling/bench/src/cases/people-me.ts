import { interleave, type Samples } from '../harness/interleave.js';
import type { BenchCase } from '../harness/report.js';
import { startServer } from '../harness/start-server.js';
import { median, ratio } from '../harness/statistics.js';
import type { PeopleMeQuestion } from '../programs/people-me.js';

const clients = ['wxt', 'got', 'got again', 'node:http', 'fetch', '@octokit/request', '@slack/web-api'];
const modes = {
  'one at a time': { calls: 100, atOnce: 1 },
  '50 at once': { calls: 200, atOnce: 50 },
} satisfies Record<string, PeopleMeQuestion>;
const rounds = 41;
const warmUp = 5000;

/** Measures a single call. */
export const peopleMe: BenchCase = {
  name: 'people-me',
  title: '`people.me()` against one server',
  async run(start) {
    const url = (await startServer(start))();
    const programs = await Promise.all(
      clients.map((name) => start('people-me', [name.replace(' again', ''), url])),
    );
    const measure = async (question: PeopleMeQuestion): Promise<Samples> => {
      for (const program of programs) await program.ask({ ...question, calls: warmUp });
      const contenders = programs.map((program, index) => [
        clients[index],
        () => program.ask<number>(question),
      ]);
      return interleave(Object.fromEntries(contenders), rounds);
    };
    const measured: [string, Samples][] = [];
    for (const [mode, question] of Object.entries(modes)) measured.push([mode, await measure(question)]);

    return {
      notes: [
        `Medians of ${rounds} rounds after ${warmUp} calls to warm up; each client is in a process of its own, all take` +
          ' turns. `got again` is a second process of the same program as `got`: how far its ratio is from 1.00 is how' +
          ' far to trust the others. @octokit/request is asked for the same GET; @slack/web-api, which sends nothing but POST, for a POST that is' +
          ' answered with the same person.',
      ],
      tables: measured.map(([mode, samples]) => ({
        title: mode,
        rows: clients.map((name) => ({
          client: name,
          'µs per call': (median(samples[name] ?? []) * 1000).toFixed(0),
          '× got': ratio(samples[name], samples.got).toFixed(2),
        })),
      })),
      targets: measured.map(([mode, samples]) => ({
        what: `\`people.me()\` ${mode}, against got`,
        measured: ratio(samples.wxt, samples.got),
        most: 1.05,
        unit: '×',
      })),
    };
  },
};
