import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLayers } from '../src/checks/layers.js';
import { checkShape } from '../src/checks/shape.js';
import { scaffold } from '../src/scaffold.js';
import { copyWorkspace } from './copy-workspace.js';

const check = (root: string) => checkShape(root, { fix: false });

test('the workspace has its shape', () => {
  expect(check(copyWorkspace().root)).toEqual([]);
});

describe('what drifts is found and mended', () => {
  test.each([
    [
      'a script',
      'packages/rooms/package.json',
      (text: string) => text.replace('"test": "vitest run"', '"test": "vitest"'),
    ],
    [
      'an export',
      'packages/rooms/package.json',
      (text: string) => text.replace('./src/index.ts', './src/rooms.ts'),
    ],
    [
      'a dependency',
      'packages/rooms/package.json',
      (text: string) => text.replace('workspace:^', 'workspace:*'),
    ],
    [
      'the order of keys',
      'packages/rooms/package.json',
      (text: string) => text.replace('"type": "module",\n', ''),
    ],
    ['a compiler option', 'packages/rooms/tsconfig.json', (text: string) => text.replace('"src", ', '')],
    ['an index', 'packages/rooms/src/index.ts', (text: string) => `${text}export const more = 1;\n`],
    [
      'the table of methods',
      'packages/rooms/README.md',
      (text: string) => text.replace('GET /rooms/{roomId}', 'GET /x'),
    ],
    [
      'a resource the SDK forgot',
      'packages/sdk/src/resources.ts',
      (text: string) => text.replace('  rooms: Rooms,\n', ''),
    ],
    [
      'a dependency the SDK forgot',
      'packages/sdk/package.json',
      (text: string) => text.replace(/.*@wxt\/rooms.*\n/, ''),
    ],
  ])('%s', (_, file, drift) => {
    const workspace = copyWorkspace();
    const original = workspace.read(file);
    workspace.edit(file, drift);
    expect(check(workspace.root).map((finding) => finding.place)).toEqual([file]);
    expect(checkShape(workspace.root, { fix: true })).toEqual([]);
    expect(workspace.read(file)).toBe(original);
  });
});

test('what is missing and can not be derived is found', () => {
  const workspace = copyWorkspace();
  for (const file of ['README.md', 'test/rooms.test.ts'])
    rmSync(join(workspace.root, 'packages/rooms', file));
  const places = checkShape(workspace.root, { fix: true }).map((finding) => finding.place);
  expect(new Set(places)).toEqual(new Set(['packages/rooms/README.md', 'packages/rooms/test/rooms.test.ts']));
});

describe('a scaffolded package', () => {
  test('has the shape, keeps the layers, and is bound in the SDK', () => {
    const workspace = copyWorkspace();
    expect(scaffold(workspace.root, 'space-widgets')).toContain(
      'packages/space-widgets/src/space-widgets.ts',
    );
    expect(checkShape(workspace.root, { fix: true })).toEqual([]);
    expect(check(workspace.root)).toEqual([]);
    expect(checkLayers(workspace.root)).toEqual([]);
    expect(workspace.read('packages/sdk/src/resources.ts')).toContain('  spaceWidgets: SpaceWidgets,\n');
    expect(workspace.read('packages/sdk/src/index.ts')).toContain(`export * from '@wxt/space-widgets';\n`);
    expect(workspace.read('.changeset/add-space-widgets.md')).toContain('"@wxt/space-widgets": major');
  });

  test.each(['Widgets', 'widget', 'team_memberships', '../widgets', 'rooms-', ''])(
    'is refused the name %j',
    (name) => {
      const workspace = copyWorkspace();
      expect(() => scaffold(workspace.root, name)).toThrow(/no name for a resource/);
    },
  );

  test('does not take the place of another', () => {
    const workspace = copyWorkspace();
    expect(() => scaffold(workspace.root, 'rooms')).toThrow(/packages\/rooms exists already/);
  });
});
