import { expect, test } from 'vitest';
import { checkGenerated } from '../src/checks/generated.js';
import { copyWorkspace } from './copy-workspace.js';

test('generated lists and tables are up to date', () => {
  expect(checkGenerated(copyWorkspace().root, { fix: false })).toEqual([]);
});

test.each([
  [
    'a table of methods that is not what the source says',
    'packages/rooms/README.md',
    (text: string) => text.replace('GET /rooms/{roomId}', 'GET /x'),
  ],
  [
    'a resource that the SDK does not bind',
    'packages/sdk/src/resources.ts',
    (text: string) => text.replace('  rooms: Rooms,\n', ''),
  ],
  [
    'a resource that the SDK does not re-export',
    'packages/sdk/src/index.ts',
    (text: string) => text.replace(`export * from '@wxt/teams';\n`, ''),
  ],
  [
    'a resource that the SDK does not depend on',
    'packages/sdk/package.json',
    (text: string) => text.replace(/.*@wxt\/rooms.*\n/, ''),
  ],
])('%s is found, and written by --fix', (_, file, change) => {
  const workspace = copyWorkspace();
  const original = workspace.read(file);
  workspace.edit(file, change);
  expect(checkGenerated(workspace.root, { fix: false }).map(({ place }) => place)).toEqual([file]);
  expect(checkGenerated(workspace.root, { fix: true })).toEqual([]);
  expect(workspace.read(file)).toBe(original);
});
