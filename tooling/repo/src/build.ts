/**
 * `pnpm build`: builds all published packages, or those whose folders are given, in one process: JavaScript by esbuild,
 * declarations by one TypeScript program.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { emitDeclarations } from './declarations.js';
import { sourceEntries } from './source-entries.js';
import { findPackages, type Package } from './workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = process.argv.slice(2).map((folder) => resolve(folder));
const packages = findPackages(root).filter(({ path }) => folders.length === 0 || folders.includes(path));

const started = performance.now();
for (const { path } of packages) rmSync(join(path, 'dist'), { recursive: true, force: true });
await Promise.all(packages.map(buildJavaScript));
const { files, problems } = emitDeclarations(
  root,
  packages.map(({ path }) => path),
);
for (const [file, text] of files) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
const what = packages.length === 1 ? packages[0]?.manifest.name : `${packages.length} packages`;
console.log(`Built ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);

/** Bundles the entries of a package, its dependencies left as imports. `cli.ts` is its command, if it has one. */
async function buildJavaScript({ path }: Package): Promise<void> {
  const entries = [...sourceEntries(path), join(path, 'src', 'cli.ts')].filter(existsSync);
  await build({
    entryPoints: entries,
    outbase: join(path, 'src'),
    outdir: join(path, 'dist'),
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const command = join(path, 'dist', 'cli.js');
  if (existsSync(command)) chmodSync(command, 0o755);
}
