import { fileURLToPath } from 'node:url';
import { installedSize } from '../harness/installed-size.js';
import { interleave } from '../harness/interleave.js';
import { runProgram } from '../harness/program.js';
import type { BenchCase, Target } from '../harness/report.js';
import { median, ratio } from '../harness/statistics.js';

const modules = {
  '@wxt/sdk': import.meta.resolve('@wxt/sdk'),
  '@wxt/rooms': import.meta.resolve('@wxt/rooms'),
  '@wxt/core': import.meta.resolve('@wxt/core'),
  got: import.meta.resolve('got'),
};
const rounds = 21;

/** What a program carries along: time to import, and bytes on disk. */
export const footprint: BenchCase = {
  name: 'footprint',
  title: 'Import time and installed size',
  async run() {
    const contenders = Object.entries(modules).map(([name, url]) => [
      name,
      async () => Number((await runProgram('import', [url])).output),
    ]);
    const samples = await interleave(Object.fromEntries(contenders), rounds);
    const target = (name: string, most: number): Target => ({
      what: `import of \`${name}\`, against got`,
      measured: ratio(samples[name], samples.got),
      most,
      unit: '×',
    });

    return {
      notes: [
        `The import alone, timed inside a fresh process for each of ${rounds} rounds, medians. Sizes are those of a` +
          " package's published files and of all it depends on, unpacked.",
      ],
      tables: [
        {
          title: 'Imported and installed',
          rows: Object.keys(modules).map((name) => {
            const { packages, bytes } = installedSize(folderOf(name));
            return {
              package: name,
              ms: median(samples[name] ?? []).toFixed(1),
              '× got': ratio(samples[name], samples.got).toFixed(2),
              packages,
              kB: (bytes / 1000).toFixed(0),
            };
          }),
        },
      ],
      targets: [target('@wxt/rooms', 1.15), target('@wxt/sdk', 1.3)],
    };
  },
};

function folderOf(name: string): string {
  return fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
}
