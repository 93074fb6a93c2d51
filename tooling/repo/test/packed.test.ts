import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startScriptedServer } from '@wxt/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../src/pack.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wxt-packed-'));
  const [core, rooms] = await Promise.all(
    ['core', 'rooms'].map((name) => pack(join(root, 'packages', name), folder)),
  );
  // Core comes along as a dependency; where from is all that the overrides say.
  const manifest = {
    private: true,
    dependencies: { '@wxt/rooms': `file:${rooms}` },
    overrides: { '@wxt/core': `file:${core}` },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program in the folder, with a server to talk to; answers what it printed. */
async function runProgram(name: string, program: string): Promise<string> {
  const server = await startScriptedServer(() => ({ json: { items: [{ id: 'A', title: 'Lab' }] } }));
  writeFileSync(join(folder, name), program);
  const env = { PATH: process.env.PATH, WEBEX_TEAMS_ACCESS_TOKEN: 'token', BASE_URL: server.url };
  const { stdout, stderr } = await run(process.execPath, [name], { cwd: folder, env });
  expect(stderr).toBe('');
  return stdout;
}

const call = `new Rooms(new Session({ baseUrl: process.env.BASE_URL })).list().toArray()`;
const show = `(rooms) => console.log(JSON.stringify(rooms))`;
const expected = '[{"id":"A","title":"Lab"}]\n';

describe('@wxt/rooms from its tarball, in an empty folder', () => {
  test('is imported and makes a call', async () => {
    const program = `import { Rooms, Session } from '@wxt/rooms';\n${call}.then(${show});`;
    expect(await runProgram('program.mjs', program)).toBe(expected);
  });

  test('is required and makes a call', async () => {
    const program = `const { Rooms, Session } = require('@wxt/rooms');\n${call}.then(${show});`;
    expect(await runProgram('program.cjs', program)).toBe(expected);
  });

  test('brings core and no other resource', () => {
    expect(readdirSync(join(folder, 'node_modules', '@wxt')).sort()).toEqual(['core', 'rooms']);
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
    expect(JSON.parse(await runProgram('effect.mjs', program))).toEqual({ added: [], ours: [] });
  });
});
