import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '@wxt/emulator';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../src/pack.js';
import { findPackages } from '../src/workspace.js';
import { readmeExamples } from './readme-examples.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);
const packages = findPackages(root);
const resources = packages.filter(({ isResource }) => isResource).map(({ name }) => name);

/** It packs, downloads and installs. */
const patience = 120_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wxt-packed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }), patience);

/** Packages are packed once; who is second waits for the first. */
const tarballs = new Map<string, Promise<string>>();
function tarballOf(name: string): Promise<string> {
  const packing = tarballs.get(name) ?? pack(join(root, 'packages', name), folder);
  tarballs.set(name, packing);
  return packing;
}

/** Installs a package from its tarball in an empty folder; answers the folder. */
async function install(name: string): Promise<string> {
  const [own, core] = await Promise.all([tarballOf(name), tarballOf('core')]);
  // Core comes along as a dependency; where from is all that the overrides say.
  const manifest = {
    private: true,
    dependencies: { [`@wxt/${name}`]: `file:${own}` },
    overrides: { '@wxt/core': `file:${core}` },
  };
  const place = join(folder, name);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify(manifest));
  const options = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  await run('npm', ['install', ...options], { cwd: place });
  return place;
}

/** Runs a program of a folder with Alice's token and nothing else of this environment; answers what it printed. */
async function runProgram(place: string, name: string, { emulator, env, source }: Program): Promise<string> {
  writeFileSync(join(place, name), source);
  const { stdout, stderr } = await run(process.execPath, [name], {
    cwd: place,
    env: {
      PATH: process.env.PATH,
      WEBEX_TEAMS_ACCESS_TOKEN: emulator.users[0].accessToken,
      BASE_URL: emulator.url,
      ...env,
    },
  });
  expect(stderr).toBe('');
  return stdout;
}

interface Program {
  readonly emulator: Emulator;
  readonly source: string;
  readonly env?: Record<string, string> | undefined;
}

/**
 * The first example of a README as JavaScript. It is as it stands there, but for the base URL, which nobody names who talks
 * to Webex itself.
 */
function exampleIn(name: string): string {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  const [, example = ''] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  const pointed = example
    .replace('new Session()', 'new Session({})')
    .replace('new Session({', 'new Session({ baseUrl: process.env.BASE_URL,');
  expect(pointed).not.toBe(example);
  return ts.transpile(pointed, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
}

async function createAs({ url, users }: Emulator, path: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${users[0].accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, string>;
}

test('every example in the table belongs to a resource', () => {
  expect(resources).toEqual(expect.arrayContaining(Object.keys(readmeExamples)));
});

describe.concurrent('alone, from its tarball, in an empty folder', () => {
  test.each(resources)(
    '@wxt/%s runs the example of its README',
    async (name) => {
      const place = await install(name);
      expect(readdirSync(join(place, 'node_modules', '@wxt')).sort()).toEqual(['core', name].sort());
      const emulator = await startEmulator();
      try {
        const example = readmeExamples[name];
        // A resource that the emulator doesn't speak (yet) has no row in the table: it is imported only.
        const source = example ? exampleIn(name) : `await import('@wxt/${name}');`;
        const create = (path: string, body: object) => createAs(emulator, path, body);
        const env = await example?.prepare?.({ emulator, create });
        const printed = await runProgram(place, 'example.mjs', { emulator, source, env });
        for (const expected of example?.prints ?? []) {
          if (typeof expected === 'string') expect(printed).toContain(expected);
          else expect(printed).toMatch(expected);
        }
      } finally {
        await emulator.close();
      }
    },
    patience,
  );
});

describe('@wxt/rooms from its tarball', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ rooms: 1 });
  });
  afterAll(() => emulator.close());

  const runInRooms = (name: string, source: string) =>
    runProgram(join(folder, 'rooms'), name, { emulator, source });
  const call = `new Rooms(new Session({ baseUrl: process.env.BASE_URL })).list().toArray()`;
  const show = `(rooms) => console.log(rooms.map(({ title }) => title))`;

  test('is imported and makes a call', async () => {
    const program = `import { Rooms, Session } from '@wxt/rooms';\n${call}.then(${show});`;
    expect(await runInRooms('program.mjs', program)).toBe("[ 'Room 1' ]\n");
  });

  test('is required and makes a call', async () => {
    const program = `const { Rooms, Session } = require('@wxt/rooms');\n${call}.then(${show});`;
    expect(await runInRooms('program.cjs', program)).toBe("[ 'Room 1' ]\n");
  });

  test('has no effect when it is imported: no globals, no environment, nothing printed, and the program ends', async () => {
    const program = `
      const read = [];
      process.env = new Proxy(process.env, { get: (target, name) => (read.push(name), target[name]) });
      const before = Object.getOwnPropertyNames(globalThis);
      await import('@wxt/rooms');
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      const ours = read.filter((name) => /WEBEX|BE_GEO_ID/.test(String(name)));
      console.log(JSON.stringify({ added, ours }));`;
    expect(JSON.parse(await runInRooms('effect.mjs', program))).toEqual({ added: [], ours: [] });
  });
});
