import { expect, test } from 'vitest';
import { checkLayers } from '../src/checks/layers.js';
import { copyWorkspace } from './copy-workspace.js';

test('the workspace keeps its layers', () => {
  expect(checkLayers(copyWorkspace().root)).toEqual([]);
});

test.each([
  [
    'a resource that imports another',
    'packages/rooms/src/rooms.ts',
    `import type { Message } from '@wxt/messages';`,
  ],
  [
    'a resource that imports values of core',
    'packages/rooms/src/rooms.ts',
    `import { Session as S } from '@wxt/core';`,
  ],
  ['a resource that imports got', 'packages/rooms/src/rooms.ts', `import got from 'got';`],
  [
    'a resource that loads another',
    'packages/rooms/src/rooms.ts',
    `export const later = () => import('@wxt/people');`,
  ],
  ['a file of core that names got', 'packages/core/src/session.ts', `import type { Got } from 'got';`],
  [
    'a file of core that names a proxy agent',
    'packages/core/src/http-client.ts',
    `import 'https-proxy-agent';`,
  ],
  ['core that imports something else', 'packages/core/src/link.ts', `import ky from 'ky';`],
  ['core that imports a resource', 'packages/core/src/link.ts', `import { Rooms } from '@wxt/rooms';`],
  [
    'an emulator that imports the SDK',
    'packages/emulator/src/app.ts',
    `import type { Room } from '@wxt/rooms';`,
  ],
  ['an SDK that imports something else', 'packages/sdk/src/extension.ts', `import got from 'got';`],
  [
    'a circle',
    'packages/core/src/link.ts',
    `import { Session } from './session.js'; import './list-pages.js';`,
  ],
  ['an effect of importing', 'packages/core/src/link.ts', 'console.log(1);'],
  ['a top-level await', 'packages/core/src/link.ts', 'export const x = await Promise.resolve(1);'],
])('%s is found, with its line', (_, file, line) => {
  const workspace = copyWorkspace();
  workspace.edit(file, (text) => `${line}\n${text}`);
  const findings = checkLayers(workspace.root);
  expect(findings).not.toEqual([]);
  expect(findings.map((finding) => finding.place.replace(/:1$/, ''))).toContain(file);
});

test('a dependency beyond the layer is found', () => {
  const workspace = copyWorkspace();
  workspace.edit('packages/rooms/package.json', (text) =>
    text.replace('"@wxt/core": "', '"got": "14", "@wxt/core": "'),
  );
  expect(checkLayers(workspace.root)).toEqual([
    { place: 'packages/rooms/package.json', message: 'rooms must not depend on got' },
  ]);
});
