import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of this repository to make releases from, as its maintainers would. */
export interface House {
  /** Releases the given changes, such as `{ rooms: 'patch' }`. Returns what was published, as `name@version`. */
  release(changes: Readonly<Record<string, string>>): Promise<string[]>;
}

/** Copies the repository with its build output into a new git repository, and installs what packing needs. */
export async function copyHouse(folder: string, registry: string): Promise<House> {
  const env = { ...process.env, npm_config_registry: registry, pnpm_config_registry: registry };
  const git = (...args: string[]) =>
    run(folder, 'git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args]);
  mkdirSync(folder);
  for (const name of readdirSync(root)) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !['node_modules', '.git', '.turbo'].includes(basename(path)),
    });
  }
  await run(folder, 'pnpm', ['install', '--frozen-lockfile', '--prefer-offline']);
  // npm needs a token to publish; the registry accepts any.
  writeFileSync(
    join(folder, '.npmrc'),
    `registry=${registry}\n${registry.replace('http:', '')}:_authToken=any\n`,
  );
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('remote', 'add', 'origin', 'git@git.example:wxt/wxt.git');
  return {
    async release(changes) {
      const bumps = Object.entries(changes).map(([name, bump]) => `"@wxt/${name}": ${bump}\n`);
      if (bumps.length > 0) {
        writeFileSync(
          join(folder, '.changeset/change.md'),
          `---\n${bumps.join('')}---\n\nSomething changed.\n`,
        );
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Change');
      await run(folder, 'pnpm', ['exec', 'changeset', 'version']);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Version');
      // Only core has its version in its build output, so nothing else is built again.
      await run(join(folder, 'packages/core'), 'pnpm', ['build']);
      const printed = await run(folder, 'pnpm', ['exec', 'tsx', 'tooling/repo/src/release.ts'], env);
      if ((await git('status', '--porcelain')) !== '')
        throw new Error('The release left uncommitted changes.');
      return [...printed.matchAll(/New tag: +(\S+)/g)].map(([, tag = '']) => tag);
    },
  };
}
