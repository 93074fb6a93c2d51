import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { checkWorkflows } from '../src/checks/workflows.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the check finds once this is replaced in every workflow. */
function findingsAfter(from: string | RegExp, to: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'wxt-workflows-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  for (const name of ['.github', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['checks', 'release']) {
    const file = join(copy, `.github/workflows/${name}.yml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  }
  return checkWorkflows(copy).map(({ place, message }) => `${place}: ${message}`);
}

test('the workflows there are pass', () => {
  expect(checkWorkflows(root)).toEqual([]);
});

test.each([
  [
    'an action that is named by a tag',
    /@[0-9a-f]{40} # v5\.0\.0/,
    '@v5',
    /checks\.yml: "actions\/checkout@v5" is not pinned/,
  ],
  [
    'a pin that does not say its version',
    / # v1\.5\.3/,
    '',
    /release\.yml: "changesets\/action@\w+" is not pinned/,
  ],
  ['a command of its own', '.ci/run', 'npm test', /"npm test" is neither/],
  [
    'a script that there is not',
    '12.21.0 release',
    '12.21.0 publish',
    /"npx -y pnpm@12\.21\.0 publish" is neither/,
  ],
  [
    'another pnpm',
    'pnpm@12.21.0 version',
    'pnpm@11.0.0 version',
    /"npx -y pnpm@11\.0\.0 version-packages" is neither/,
  ],
])('%s is found', (_, from, to, message) => {
  expect(findingsAfter(from, to).join('\n')).toMatch(message);
});
