import { expectTypeOf, test } from 'vitest';
import type { Paginator, RoomTab, RoomTabs } from '../src/index.js';

declare const resource: RoomTabs;
declare const entity: RoomTab;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.contentUrl).toEqualTypeOf<string>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ roomID: 'ROOM' });
  // @ts-expect-error the address is missing
  resource.create({ roomId: 'ROOM', displayName: 'Wiki' });
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list({ roomId: 'ROOM' })).toEqualTypeOf<Paginator<RoomTab>>();
  expectTypeOf(resource.get('TAB')).toEqualTypeOf<Promise<RoomTab>>();
});
