import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findExactOptionals } from '../src/find-exact-optionals.js';
import { copyWorkspace } from './copy-workspace.js';

// Compiles every package, possibly on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('every optional parameter and option of every package takes undefined', () => {
  expect(findExactOptionals(root)).toEqual([]);
});

test('an optional parameter without undefined is reported at any depth, and an attribute of a response is not', async () => {
  const without = (file: string, from: string) => ({ file, from, to: from.replace(' | undefined', '') });
  const named = (lines: readonly string[]) => lines.map((line) => line.replace(/:\d+:/, ':'));
  const before = named(findExactOptionals(root));
  const copy = await copyWorkspace(root, [
    without('packages/rooms/src/rooms.ts', 'teamId?: string | undefined;'),
    without('packages/people/src/people.ts', 'postalCode?: string | undefined;'),
    without('packages/messages/src/messages.ts', 'readonly allowUnscannable?: boolean | undefined;'),
    {
      file: 'packages/teams/src/index.ts',
      from: "export * from './teams.js';",
      to: "export * from './teams.js';\nexport function rename(options: { readonly to?: string } = {}): unknown {\n  return options;\n}",
    },
  ]);
  onTestFinished(copy.remove);
  const found = named(findExactOptionals(copy.root));
  expect(found.filter((line) => !before.includes(line))).toEqual([
    "packages/messages/src/messages.ts: allowUnscannable doesn't take undefined",
    "packages/people/src/people.ts: postalCode doesn't take undefined",
    "packages/rooms/src/rooms.ts: teamId doesn't take undefined",
    "packages/teams/src/index.ts: to doesn't take undefined",
  ]);
});
