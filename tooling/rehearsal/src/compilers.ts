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

/** The TypeScript versions that compile our types (without skipLibCheck), and their module resolutions. */
const compilers: Readonly<Record<string, readonly Resolution[]>> = {
  // The oldest supported; it has no `bundler` resolution, and a CommonJS program can't require an ES module.
  '4.9': ['nodenext'],
  '5.0': ['nodenext', 'bundler'],
  // The oldest that lets a CommonJS program require an ES module.
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
// @ts-expect-error An unknown parameter.
api.rooms.list({ tipe: 'group' });
`;

/** Compiles a program against the installed packages; returns one line for each compiler. */
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

/** The compilers to run `--init` with: its options have been this strict since 5.9. */
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

/** Other packages that the documents import: all are dependencies of our tests. */
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
