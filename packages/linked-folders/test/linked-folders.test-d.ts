import { expectTypeOf, test } from 'vitest';
import type { LinkedFolder, LinkedFolders, Paginator } from '../src/index.js';

declare const resource: LinkedFolders;
declare const entity: LinkedFolder;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.driveId).toEqualTypeOf<string>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ roomID: 'ROOM' });
  // @ts-expect-error most of it is missing
  resource.create({ roomId: 'ROOM' });
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list({ roomId: 'ROOM' })).toEqualTypeOf<Paginator<LinkedFolder>>();
  expectTypeOf(resource.get('FOLDER')).toEqualTypeOf<Promise<LinkedFolder>>();
});
