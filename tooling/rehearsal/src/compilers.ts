import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDocumentCode } from '@wxt/repo/init-project';
import { readCode } from '@wxt/repo/readme-code';
import { findPackages } from '@wxt/repo/workspace';
import type { Installer } from './installers.js';
import { run } from './run.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = findPackages(root);

/** What compiles our types, with nothing skipped: which version, and which ways to resolve a module. */
const compilers: Readonly<Record<string, readonly Resolution[]>> = {
  // The oldest with the sources' language; it knows no `bundler`, and a CommonJS program must not require a module.
  '4.9': ['nodenext'],
  '5.0': ['nodenext', 'bundler'],
  // The oldest that lets a CommonJS program require a module.
  '5.8': ['nodenext', 'bundler', 'commonjs'],
  '6.0': ['nodenext', 'bundler', 'commonjs'],
  '7.0': ['nodenext', 'bundler', 'commonjs'],
};

type Resolution = keyof typeof resolutions;

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', file: 'program.mts' },
  bundler: { module: 'esnext', moduleResolution: 'bundler', file: 'program.mts' },
  commonjs: { module: 'nodenext', moduleResolution: 'nodenext', file: 'program.cts' },
};

const program = `import { Rooms, Session } from '@wxt/rooms';
import { ApiError, NotFoundError, type Room, WebexTeamsAPI } from '@wxt/sdk';

const api = new WebexTeamsAPI({ accessToken: 'token' });
const mine = api.extend({ more: Rooms }).bind({
  async titleOf(roomId: string) {
    return (await this.more.get(roomId)).title ?? 'Untitled';
  },
});

export const title: Promise<string> = mine.titleOf('ROOM');
export const rooms: Promise<Room[]> = new Rooms(new Session()).list({ type: 'group' }).toArray(3);
export function explain(error: unknown): string {
  if (error instanceof NotFoundError) return error.trackingId ?? error.name;
  return error instanceof ApiError ? String(error.status) : 'unknown';
}
// @ts-expect-error A parameter that there is not.
api.rooms.list({ tipe: 'group' });
`;

/** Compiles a program against what is installed; answers one line for each compiler. */
export async function compileEverywhere(folder: string, installer: Installer): Promise<[string, string][]> {
  const versions = Object.keys(compilers);
  await installer.install(folder, [
    '@wxt/sdk',
    '@wxt/rooms',
    '@types/node@20',
    ...versions.map((version) => `${alias(version)}@npm:typescript@${version}`),
  ]);
  for (const file of ['program.mts', 'program.cts']) writeFileSync(join(folder, file), program);
  const lines: [string, string][] = [];
  for (const [version, ways] of Object.entries(compilers)) {
    for (const way of ways) {
      const { module, moduleResolution, file } = resolutions[way];
      const flags = ['--noEmit', '--strict', '--target', 'es2022', '--types', 'node'];
      const how = ['--module', module, '--moduleResolution', moduleResolution];
      await run(folder, process.execPath, [
        join('node_modules', alias(version), 'bin/tsc'),
        ...flags,
        ...how,
        file,
      ]);
    }
    lines.push([`TypeScript ${version}`, ways.join(', ')]);
  }
  return lines;
}

/** What `tsc --init` writes has been as strict since 5.9. */
const initializers = ['5.9', '6.0', '7.0'];

/** Compiles the code of every document and every example in the project that each compiler's `--init` makes, as it is. */
export async function compileDocuments(folder: string, installer: Installer): Promise<[string, string][]> {
  const published = packages.map(({ manifest }) => manifest.name);
  await installer.install(folder, [
    ...published,
    ...importedBeside(),
    '@types/node@20',
    ...initializers.map((version) => `${alias(version)}@npm:typescript@${version}`),
  ]);
  writeDocumentCode(root, folder);
  for (const version of initializers) {
    rmSync(join(folder, 'tsconfig.json'), { force: true });
    const tsc = join('node_modules', alias(version), 'bin/tsc');
    await run(folder, process.execPath, [tsc, '--init']);
    await run(folder, process.execPath, [tsc, '--noEmit']);
  }
  return [['tsc --init', initializers.join(', ')]];
}

/** What the documents import beside our packages: all of it is among what the packages are tested with. */
function importedBeside(): string[] {
  const ranges = packages.flatMap(({ path }) => {
    const { devDependencies = {} } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    return Object.keys(devDependencies);
  });
  const text = [...readCode(root).values()].map((block) => block.text).join('\n');
  const imported = [...text.matchAll(/from '((?:@[\w.-]+\/)?[\w.-]+)/g)].map(([, name = '']) => name);
  const names = new Set(imported.filter((name) => !name.startsWith('@wxt/') && ranges.includes(name)));
  return [...names].flatMap((name) => [
    name,
    ...(ranges.includes(`@types/${name}`) ? [`@types/${name}`] : []),
  ]);
}

function alias(version: string): string {
  return `typescript-${version}`;
}
