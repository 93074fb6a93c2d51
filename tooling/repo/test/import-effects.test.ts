import { expect, test } from 'vitest';
import { checkImportEffects } from '../src/checks/import-effects.js';
import { copyWorkspace } from './copy-workspace.js';

test('importing a module of a package has no effect', () => {
  expect(checkImportEffects(copyWorkspace().root)).toEqual([]);
});

test.each([
  ['a call', 'console.log(1);'],
  ['a side effect in a condition', `if (process.env.X) globalThis.x = 1;`],
  ['a top-level await', 'export const x = await Promise.resolve(1);'],
])('import effects: %s is found, with its line', (_, line) => {
  const workspace = copyWorkspace();
  workspace.edit('packages/rooms/src/rooms.ts', (text) => `${text}\n${line}\n`);
  const [finding, ...others] = checkImportEffects(workspace.root);
  const lines = workspace.read('packages/rooms/src/rooms.ts').split('\n');
  expect(finding?.place).toBe(`packages/rooms/src/rooms.ts:${lines.indexOf(line) + 1}`);
  expect(others).toEqual([]);
});
