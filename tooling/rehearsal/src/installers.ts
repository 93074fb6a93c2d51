import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.js';
import { tool } from './tools.js';

/** A package manager, with an empty home and the registry of the rehearsal. */
export interface Installer {
  readonly name: string;
  /** Installs packages into an empty folder. */
  install(folder: string, packages: readonly string[]): Promise<void>;
  /** What Node needs to be told to find the packages. */
  readonly nodeArguments: readonly string[];
  /** The files of a program that can be run. */
  readonly files: readonly ('program.mjs' | 'program.cjs')[];
}

interface Kind {
  readonly name: string;
  /** What installs the packages whose names are appended. */
  readonly add: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArguments?: readonly string[];
  readonly files?: Installer['files'];
}

/** The package managers that are tried, npm first. */
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
        // Plug'n'Play finds nothing for a module that was required, whoever wrote it.
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
      // Without one, yarn looks for a project further up.
      if (name.startsWith('yarn')) writeFileSync(join(folder, 'yarn.lock'), '');
      const [command, ...args] = add;
      await run(folder, command, [...args, ...packages], { ...env, ...kind.env });
    },
  };
}

/** An environment with an empty home, where the registry of the rehearsal is the only one. */
export function environment(home: string, registry: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    CI: 'true',
    npm_config_registry: registry,
    pnpm_config_registry: registry,
    // What was published a minute ago is what is to be tried.
    pnpm_config_minimum_release_age: '0',
    YARN_REGISTRY: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_NPM_MINIMAL_AGE_GATE: '0',
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
  };
}
