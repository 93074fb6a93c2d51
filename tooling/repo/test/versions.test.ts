import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkChangesets } from '../src/checks/changesets.js';
import { findPackages } from '../src/workspace.js';
import { copyInto } from './copy-workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];

const packages = findPackages(root);
const names = packages.map(({ manifest }) => manifest.name);

/** A copy under version control, as it is after the first release; every test takes it from there. */
const copy = mkdtempSync(join(tmpdir(), 'wxt-versions-'));
let first: Record<string, string>;
beforeAll(() => {
  copyInto(copy, ['packages', '.changeset', 'package.json', 'pnpm-workspace.yaml', 'tooling/config']);
  git('init', '--quiet', '--initial-branch', 'main');
  first = release();
  git('tag', 'first');
}, 60_000);
afterEach(() => {
  git('reset', '--quiet', '--hard', 'first');
});
afterAll(() => rmSync(copy, { recursive: true }));

function git(...args: string[]): void {
  execFileSync('git', [...author, ...args], { cwd: copy });
}

/** Commits what there is, lets changesets do what it would, and says which versions are new. */
function release(): Record<string, string> {
  commit();
  const before = versions();
  execFileSync(join(root, 'node_modules/.bin/changeset'), ['version'], { cwd: copy, stdio: 'pipe' });
  commit();
  return Object.fromEntries(Object.entries(versions()).filter(([name, version]) => before[name] !== version));
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Change');
}

function versions(): Record<string, string> {
  return Object.fromEntries(findPackages(copy).map(({ manifest }) => [manifest.name, manifest.version]));
}

function read(file: string): string {
  return readFileSync(join(copy, file), 'utf8');
}

function change(bumps: string, text: string): void {
  writeFileSync(join(copy, '.changeset/a-change.md'), `---\n${bumps}\n---\n\n${text}\n`);
}

/** All of these packages at this version. */
function at(version: string, of: readonly string[]): Record<string, string> {
  return Object.fromEntries(of.map((name) => [name, version]));
}

test('the first release is 1.0.0 of every package, and of nothing else', () => {
  expect(first).toEqual(at('1.0.0', names));
  expect(existsSync(join(copy, 'tooling/config/CHANGELOG.md'))).toBe(false);
});

test('a patch of a resource is a release of that resource alone', () => {
  change('"@wxt/rooms": patch', 'A title of spaces is refused before anything is sent.');
  expect(release()).toEqual({ '@wxt/rooms': '1.0.1' });
  expect(read('packages/rooms/CHANGELOG.md')).toMatch(
    /^# @wxt\/rooms\n\n## 1\.0\.1\n\n### Patch Changes\n\n- [0-9a-f]{7}: A title of spaces is refused before anything is sent\.\n\n## 1\.0\.0\n/,
  );
  expect(JSON.parse(read('packages/sdk/package.json')).dependencies['@wxt/rooms']).toBe('workspace:^');
});

test('a minor of core is a release of core alone, because the ranges of the others hold', () => {
  change('"@wxt/core": minor', 'Sessions can be told to try less often.');
  expect(release()).toEqual({ '@wxt/core': '1.1.0' });
  expect(read('packages/core/CHANGELOG.md')).toMatch(
    /## 1\.1\.0\n\n### Minor Changes\n\n- [0-9a-f]{7}: Sessions can be/,
  );
});

test('a major of core is a major of all that hand it on, which a changeset has to say', () => {
  const above = packages
    .filter(({ manifest }) => '@wxt/core' in (manifest.dependencies ?? {}))
    .map(({ manifest }) => manifest.name);
  change('"@wxt/core": major', 'Sessions end.');
  expect(checkChangesets(copy, { fix: false }).map(({ message }) => message.split('"')[1])).toEqual(above);
  expect(checkChangesets(copy, { fix: true })).toEqual([]);
  expect(release()).toEqual(at('2.0.0', ['@wxt/core', ...above]));
  expect(read('packages/rooms/CHANGELOG.md')).toMatch(
    /## 2\.0\.0\n\n### Major Changes\n\n- [0-9a-f]{7}: Sessions end\.\n\n### Patch Changes\n\n- Updated dependencies \[[0-9a-f]{7}\]\n {2}- @wxt\/core@2\.0\.0\n/,
  );
});

test('a major of a resource is a major of the SDK, and of no other resource', () => {
  change('"@wxt/teams": major', 'Teams are groups.');
  expect(checkChangesets(copy, { fix: true })).toEqual([]);
  expect(release()).toEqual({ '@wxt/teams': '2.0.0', '@wxt/sdk': '2.0.0' });
});

test('a new package starts at 1.0.0', () => {
  const manifest = join(copy, 'packages/teams/package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"1.0.0"', '"0.0.0"'));
  change('"@wxt/teams": minor\n"@wxt/sdk": minor', 'Add Teams.');
  expect(checkChangesets(copy, { fix: false })).toMatchObject([
    { message: expect.stringContaining('starts at 1.0.0') },
  ]);
  checkChangesets(copy, { fix: true });
  expect(read('.changeset/a-change.md')).toBe(
    '---\n"@wxt/sdk": minor\n"@wxt/teams": major\n---\n\nAdd Teams.\n',
  );
});
