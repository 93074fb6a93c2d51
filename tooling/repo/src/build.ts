/**
 * `pnpm build`: builds all published packages, or those whose folders are given, in one process: JavaScript by esbuild,
 * declarations by one TypeScript program.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { emitDeclarations } from './declarations.js';
import { entriesOf } from './entries.js';
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
  const command = join(path, 'src', 'cli.ts');
  await build({
    entryPoints: [
      ...entriesOf(path).map(({ source, output }) => ({ in: join(path, source), out: output })),
      ...(existsSync(command) ? [{ in: command, out: 'cli' }] : []),
    ],
    outdir: join(path, 'dist'),
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  if (existsSync(command)) chmodSync(join(path, 'dist', 'cli.js'), 0o755);
}
