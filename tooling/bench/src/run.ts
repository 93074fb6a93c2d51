/**
 * `pnpm bench [--node 20,22,24] [case...]`: runs the benchmark on this Node, or on each of these versions, and then writes
 * their results into RESULTS.md, side by side.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installTools, nodes } from '@wxt/rehearsal/tools';
import { compareVersions, type Measured, replaceComparison } from './harness/compare-versions.js';

const program = fileURLToPath(new URL('../installed/dist/cli.js', import.meta.url));
const results = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const binaries = new Map(Object.entries(nodes).map(([name, path]) => [/\d+/.exec(name)?.[0] ?? name, path]));

const { values, positionals } = parseArgs({
  options: { node: { type: 'string' } },
  allowPositionals: true,
});
const versions = values.node?.split(',') ?? [];
const unknown = versions.find((version) => !binaries.has(version));

if (unknown !== undefined) {
  console.error(`--node: there is no ${unknown}, use some of ${[...binaries.keys()].join(',')}.`);
  process.exitCode = 1;
} else if (versions.length === 0) {
  process.exitCode = run(process.execPath, positionals);
} else {
  await installTools();
  runEach();
}

function runEach(): void {
  const folder = mkdtempSync(join(tmpdir(), 'wxt-bench-'));
  try {
    const measured: Measured[] = [];
    for (const version of versions) {
      const file = join(folder, `${version}.json`);
      const status = run(binaries.get(version) ?? '', ['--targets', file, ...positionals]);
      process.exitCode ||= status;
      if (status !== 0) return;
      measured.push(JSON.parse(readFileSync(file, 'utf8')));
    }
    const comparison = compareVersions(measured);
    writeFileSync(results, replaceComparison(readFileSync(results, 'utf8'), comparison));
    console.log(comparison);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the benchmark on a Node, which runs its programs too; returns the exit code. */
function run(node: string, args: readonly string[]): number {
  return spawnSync(node, [program, ...args], { stdio: 'inherit' }).status ?? 1;
}
