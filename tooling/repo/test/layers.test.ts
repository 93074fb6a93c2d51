import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPackages } from '../src/workspace.js';
import { copyInto } from './copy-workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Each plants one import at the head of a file; they are looked for in one run, as that takes seconds. */
const violations: readonly (readonly [title: string, file: string, line: string, rule: string])[] = [
  [
    'a resource that imports a type of another',
    'rooms/src/rooms.ts',
    `import type { Message } from '../../messages/src/messages.js';`,
    'resources: import no other package',
  ],
  [
    'a resource that loads another on demand',
    'teams/src/teams.ts',
    `export const later = () => import('../../webhooks/src/webhooks.js');`,
    'resources: import no other package',
  ],
  [
    'a resource that imports a package which its package.json does not list',
    'organizations/src/organizations.ts',
    `import type { Person } from '@wxt/people';`,
    'imports resolve',
  ],
  [
    'a resource that imports a value of core',
    'people/src/people.ts',
    `import { Session as S } from '@wxt/core';`,
    'resources: types of core only',
  ],
  ['a resource that imports got', 'roles/src/roles.ts', `import 'got';`, 'resources: no dependencies'],
  [
    'a resource that imports a module of Node',
    'events/src/events.ts',
    `import 'node:fs';`,
    'resources: no dependencies',
  ],
  [
    'a second file of core that names got, for a type',
    'core/src/http/response.ts',
    `import type { Got } from 'got';`,
    'core: one place names got',
  ],
  [
    'a second file of core that names mime',
    'core/src/request/url.ts',
    `import 'mime';`,
    'core: one place names mime',
  ],
  [
    'core that imports a package without a place in it',
    'core/src/request/id-hint.ts',
    `import 'hono';`,
    'core: no other dependencies',
  ],
  [
    'core that imports a resource by name',
    'core/src/client/wait-queue.ts',
    `import type { Room } from '@wxt/rooms';`,
    'imports resolve',
  ],
  [
    'a room of core that imports a higher row, for a type',
    'core/src/utils/abort.ts',
    `import type { Session } from '../session.js';`,
    'core: utils imports from lower rows only',
  ],
  [
    'a room of core that imports the room beside it',
    'core/src/files/save-file.ts',
    `import type { Paginator } from '../pagination/paginator.js';`,
    'core: files imports from lower rows only',
  ],
  [
    'a circle of types inside a room of core',
    'core/src/client/retry.ts',
    `import type {} from './request-sender.js';`,
    'core: no circles',
  ],
  [
    'a circle outside core',
    'oauth/src/token-set.ts',
    `import { exchangeCode as e } from './token-endpoint.js';`,
    'no circles',
  ],
  [
    'an emulator that imports a type of the SDK',
    'emulator/src/app.ts',
    `import type { Room } from '../../rooms/src/rooms.js';`,
    'emulator: imports nothing of the SDK',
  ],
  [
    'an SDK that imports got',
    'sdk/src/extension.ts',
    `import 'got';`,
    'sdk: imports packages of this repository only',
  ],
  [
    'a companion that imports a resource',
    'webhook-receiver/src/index.ts',
    `export type { Room } from '../../rooms/src/rooms.js';`,
    'webhook-receiver: imports core and event-handlers only',
  ],
  [
    'cards that import core',
    'cards/src/attach.ts',
    `import type {} from '../../core/src/index.js';`,
    'cards: imports no other package',
  ],
  [
    'a source that imports tooling',
    'messages/src/messages.ts',
    `import type {} from '../../../tooling/testing/src/index.js';`,
    'sources import neither tests nor tooling',
  ],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string; readonly severity: string };
  /** The files of a circle, which is reported once, for any of them. */
  readonly cycle?: readonly { readonly name: string }[];
}

let found: readonly Violation[] = [];
const copy = mkdtempSync(join(tmpdir(), 'wxt-layers-'));

beforeAll(() => {
  copyInto(copy, ['packages', 'tooling/config', 'tooling/testing', 'tsconfig.json']);
  cpSync(join(root, '.dependency-cruiser.cjs'), join(copy, '.dependency-cruiser.cjs'));
  // Links between packages are relative, so that they lead into the copy; those to the registry's packages lead here.
  for (const name of readdirSync(join(root, 'packages'))) {
    const modules = join('packages', name, 'node_modules');
    if (existsSync(join(root, modules))) {
      cpSync(join(root, modules), join(copy, modules), { recursive: true, verbatimSymlinks: true });
    }
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [, file, line] of violations) {
    const path = join(copy, 'packages', file);
    writeFileSync(path, `${line}\n${readFileSync(path, 'utf8')}`);
  }
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    program, // Not as a pattern: depcruise would follow the links of node_modules in search of matches.
    ...findPackages(copy).map(({ name }) => `packages/${name}/src`),
    '--config',
    '.dependency-cruiser.cjs',
    '-T',
    'json',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 26 });
  found = JSON.parse(stdout).summary.violations.filter(({ rule }: Violation) => rule.severity === 'error');
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true }));

test.each(violations)('layers: %s is found', (_, file, _line, rule) => {
  const path = `packages/${file}`;
  const rules = found
    .filter(({ from, cycle = [] }) => from === path || cycle.some(({ name }) => name === path))
    .map(({ rule: { name } }) => name);
  expect(rules).toContain(rule);
});

test('layers: nothing is found that was not planted', () => {
  const planted = new Set(violations.map(([, file]) => `packages/${file}`));
  const others = found.filter(({ from, rule }) => !planted.has(from) && !rule.name.endsWith('no circles'));
  expect(others).toEqual([]);
});
