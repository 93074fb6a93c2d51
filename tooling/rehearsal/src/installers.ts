import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.js';
import { tool } from './tools.js';

/** A package manager with an empty home and the rehearsal's registry. */
export interface Installer {
  readonly name: string;
  /** Installs packages into an empty folder. */
  install(folder: string, packages: readonly string[]): Promise<void>;
  /** Node options needed to find the packages. */
  readonly nodeArguments: readonly string[];
  /** The program files that can be run. */
  readonly files: readonly ('program.mjs' | 'program.cjs')[];
}

interface Kind {
  readonly name: string;
  /** The install command; package names are appended. */
  readonly add: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArguments?: readonly string[];
  readonly files?: Installer['files'];
}

/** The package managers to test, npm first. */
export function createInstallers(env: NodeJS.ProcessEnv): [Installer, ...Installer[]] {
  return [
    installer({ name: 'npm', add: ['npm', 'install', '--no-audit', '--no-fund'] }, env),
    installer({ name: 'pnpm', add: ['pnpm', 'add', '--ignore-workspace'] }, env),
    installer({ name: 'yarn 1', add: [process.execPath, tool('yarn/bin/yarn.js'), 'add'] }, env),
    installer({ name: 'yarn 4', add: yarn4, env: { YARN_NODE_LINKER: 'node-modules' } }, env),
    installer(
      {
        name: 'yarn 4 PnP',
        add: yarn4,
        nodeArguments: [
          '--no-warnings',
          '--require',
          './.pnp.cjs',
          '--experimental-loader',
          './.pnp.loader.mjs',
        ],
        // Plug'n'Play can't resolve the imports of an ES module that was required.
        files: ['program.mjs'],
      },
      env,
    ),
  ];
}

const yarn4: Kind['add'] = [process.execPath, tool('@yarnpkg/cli-dist/bin/yarn.js'), 'add'];

function installer(kind: Kind, env: NodeJS.ProcessEnv): Installer {
  const { name, add, nodeArguments = [], files = ['program.mjs', 'program.cjs'] } = kind;
  return {
    name,
    nodeArguments,
    files,
    async install(folder, packages) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
      // Without one, yarn looks for a project in parent folders.
      if (name.startsWith('yarn')) writeFileSync(join(folder, 'yarn.lock'), '');
      const [command, ...args] = add;
      await run(folder, command, [...args, ...packages], { ...env, ...kind.env });
    },
  };
}

/** Returns an environment with an empty home and only the rehearsal's registry. */
export function environment(home: string, registry: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    CI: 'true',
    npm_config_registry: registry,
    pnpm_config_registry: registry,
    // The packages to test were just published, so no minimum release age.
    pnpm_config_minimum_release_age: '0',
    YARN_REGISTRY: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_NPM_MINIMAL_AGE_GATE: '0',
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
  };
}
