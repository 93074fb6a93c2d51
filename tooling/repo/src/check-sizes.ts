/**
 * `pnpm sizes [--fix]`: holds the built packages to the limits of `.size-limit.mjs`, and the table of packages in the
 * README to their versions and sizes; `--fix` writes the table.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageTable, replacePackageTable } from './package-table.js';
import { report } from './report.js';
import { findPackages } from './workspace.js';

interface Measured {
  readonly name: string;
  readonly size: number;
  readonly sizeLimit: number;
  readonly passed: boolean;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'node_modules/size-limit/bin.js');
// It ends with 1 if a limit is exceeded, with its report printed all the same.
const { stdout } = spawnSync(process.execPath, [program, '--json'], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const measured = JSON.parse(stdout) as Measured[];
const tooLarge = measured.filter(({ passed }) => !passed);
report(
  'sizes of bundles',
  tooLarge.map(({ name, size, sizeLimit }) => ({
    place: name,
    message: `adds ${size} bytes to a bundle, more than the ${sizeLimit} of .size-limit.mjs`,
  })),
);

const sizes = new Map(measured.map(({ name, size }) => [name, size]));
const weighed = findPackages(root).map((one) => ({ package: one, size: sizes.get(one.manifest.name) ?? 0 }));
const file = join(root, 'README.md');
const readme = readFileSync(file, 'utf8');
const expected = replacePackageTable(readme, packageTable(weighed));
if (process.argv.includes('--fix')) writeFileSync(file, expected);
else {
  const message = 'the table of packages is out of date: `pnpm check --fix` writes it';
  report('table of packages', readme === expected ? [] : [{ place: 'README.md', message }]);
}
