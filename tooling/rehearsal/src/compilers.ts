import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installer } from './installers.js';
import { run } from './run.js';

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
    return (await this.more.get(roomId)).title;
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

function alias(version: string): string {
  return `typescript-${version}`;
}
