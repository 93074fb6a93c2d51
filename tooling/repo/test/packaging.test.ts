import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkPackaging } from '../src/checks/packaging.js';

const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
const manifest = {
  name: '@wxt/widgets',
  version: '1.0.0',
  license: 'MIT',
  type: 'module',
  exports: { '.': entry },
  files: ['dist'],
};
const good: Record<string, string> = {
  'package.json': JSON.stringify(manifest),
  'README.md': '# @wxt/widgets\n',
  LICENSE: 'MIT',
  'dist/index.js': 'export const x = 1;\n',
  'dist/index.d.ts': 'export declare const x: number;\n',
};

/** Returns what the check finds in a package of these files. */
async function findings(files: Record<string, string | undefined>): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'wxt-packaging-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries({ ...good, ...files })) {
    const file = join(root, 'packages', 'widgets', name);
    mkdirSync(dirname(file), { recursive: true });
    if (text !== undefined) writeFileSync(file, text);
  }
  return (await checkPackaging([join(root, 'packages', 'widgets')])).map((finding) => finding.message);
}

test('packaging: a good package passes', async () => {
  expect(await findings({})).toEqual([]);
});

test.each([
  ['a missing README', { 'README.md': undefined }, /lacks README.md/],
  ['a missing license', { LICENSE: undefined }, /lacks LICENSE/],
  ['types that are not there', { 'dist/index.d.ts': undefined }, /lacks dist\/index.d.ts/],
  [
    'sources in the tarball',
    { 'src/index.ts': 'export {};', 'package.json': JSON.stringify({ ...manifest, files: ['dist', 'src'] }) },
    /contains src\/index.ts/,
  ],
  [
    'types behind the default',
    {
      'package.json': JSON.stringify({
        ...manifest,
        exports: { '.': { default: './dist/index.js', types: './dist/index.d.ts' } },
      }),
    },
    /publint: .*types/,
  ],
  ['an ES module with CommonJS in it', { 'dist/index.js': 'module.exports.x = 1;\n' }, /publint|attw/],
])('packaging: %s is found', async (_, files, message) => {
  expect((await findings(files)).join('\n')).toMatch(message);
});
