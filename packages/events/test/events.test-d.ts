import { expectTypeOf, test } from 'vitest';
import type { Event, Events, Paginator } from '../src/index.js';

declare const resource: Events;
declare const entity: Event;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.data.roomId).toEqualTypeOf<string | undefined>();
  expectTypeOf<'something new'>().toExtend<Event['resource']>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ ressource: 'messages' });
  // @ts-expect-error no such resource
  resource.list({ resource: 'mesages' });
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list()).toEqualTypeOf<Paginator<Event>>();
  expectTypeOf(resource.get('EVENT')).toEqualTypeOf<Promise<Event>>();
});
