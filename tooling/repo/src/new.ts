/** `pnpm new widgets`: writes a resource package by the generator of `turbo/`, adds it to the SDK, and installs. */
import { spawnSync } from 'node:child_process';

const [name = ''] = process.argv.slice(2);

const steps = [
  ['gen', 'run', 'resource', '--args', name],
  ['tsx', 'tooling/repo/src/check-repo.ts', '--fix'],
  ['biome', 'check', '--write', '--log-level=error'],
  ['pnpm', 'install', '--no-frozen-lockfile'],
] as const;

/** Runs a command of the root's `node_modules/.bin`, which pnpm has put on the PATH. */
function run([command, ...args]: readonly [string, ...string[]]): boolean {
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { stdio: 'inherit', shell }).status === 0;
}

if (steps.every(run)) {
  console.log(`Next: edit packages/${name}/src/${name}.ts and its tests, then run \`pnpm check --fix\`, which updates the
tables of the READMEs, and \`pnpm test packages/${name}\`.`);
} else {
  process.exitCode = 1;
}
