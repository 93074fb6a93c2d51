import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs `pnpm test` on a folder with these test files; returns its exit code and the last line of its output. */
function run(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'wxt-run-tests-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const program = join(root, 'tooling/repo/src/run-tests.ts');
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsx, program, '--globals', '--root', folder, ...args],
    { encoding: 'utf8', cwd: folder, env: { PATH: process.env.PATH, NO_COLOR: '1' } },
  );
  return { status, line: stdout.trimEnd().split('\n').at(-1) };
}

const passing = `test('a', () => {}); test('b', () => {});`;

test('pnpm test ends with the counts of passed, failed and skipped tests', () => {
  const files = {
    'one.test.js': passing,
    'two.test.js': `test('c', () => {}); test.skip('d', () => {}); test.todo('e');`,
  };
  expect(run(files)).toEqual({ status: 0, line: '3 passed, 0 failed, 2 skipped' });
});

test('pnpm test prints the counts of a failing run too, and exits with 1', () => {
  const files = { 'one.test.js': passing, 'two.test.js': `test('c', () => { throw new Error('no'); });` };
  expect(run(files)).toEqual({ status: 1, line: '2 passed, 1 failed, 0 skipped' });
});

test('pnpm test counts a file that can not be imported, and one whose hook throws, as failures', () => {
  const files = {
    'one.test.js': passing,
    'two.test.js': `import './missing.js'; test('c', () => {});`,
    'three.test.js': `beforeAll(() => { throw new Error('no'); }); test('d', () => {});`,
  };
  expect(run(files)).toEqual({ status: 1, line: '2 passed, 2 failed, 1 skipped' });
});

test('pnpm test passes its arguments on: a filter runs the matching files only', () => {
  const files = { 'one.test.js': passing, 'two.test.js': `test('c', () => { throw new Error('no'); });` };
  expect(run(files, 'one')).toEqual({ status: 0, line: '2 passed, 0 failed, 0 skipped' });
});

test.each([
  ['no file matches', passing, ['nothing']],
  ['all tests are skipped', `test.skip('a', () => {});`, []],
  ['vitest is told to accept a run without tests', passing, ['nothing', '--passWithNoTests']],
])('pnpm test fails if %s', (_, text, args) => {
  const { status, line } = run({ 'one.test.js': text }, ...args);
  expect(status).toBe(1);
  expect(line).toMatch(/^0 passed, 0 failed, \d skipped$/);
});
