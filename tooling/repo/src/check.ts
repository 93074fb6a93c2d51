/**
 * `pnpm check [--fix]`: everything that must hold of the repository beside its tests. Each check is a script of the root,
 * too (`pnpm lint`); turbo runs those whose files have changed. `--fix` corrects what can be corrected first.
 */
import { spawnSync } from 'node:child_process';

const checks = {
  lint: 'formatting and lint (biome)',
  typecheck: 'types, tests included (tsc)',
  layers: 'which file imports which (dependency-cruiser)',
  unused: 'unused files, exports and dependencies (knip)',
  repo: 'code in documents, generated lists, changesets, workflows, effects of importing',
  sizes: 'sizes of bundles (size-limit) and their table in the README',
  'pack:check': 'what npm would publish (publint, attw)',
};

const fixes = [
  'tsx tooling/repo/src/check-repo.ts --fix',
  'biome check --write',
  'turbo run //#build:packages --output-logs=errors-only',
  'tsx tooling/repo/src/check-sizes.ts --fix',
];

/** Runs a command of the root's `node_modules/.bin`, which pnpm has put on the PATH. */
function run(command: string): void {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env });
  if (status !== 0) process.exitCode = 1;
}

for (const [name, description] of Object.entries(checks)) console.log(`${name.padEnd(12)}${description}`);
if (process.argv.includes('--fix')) fixes.forEach(run);
const tasks = Object.keys(checks).map((name) => `//#${name}`);
run(
  `turbo run ${tasks.join(' ')} --continue=always --output-logs=new-only --log-order=grouped --concurrency=100%`,
);
