import { expectTypeOf, test } from 'vitest';
import type {
  Event,
  EventFeed,
  EventPosition,
  EventResource,
  Events,
  MessageEventData,
  Paginator,
  ResourceEvent,
} from '../src/index.js';

declare const resource: Events;
declare const entity: Event;

test('an event is open to new resources and attributes', () => {
  expectTypeOf(entity.data.roomId).toEqualTypeOf<string | undefined>();
  expectTypeOf<'something new'>().toExtend<Event['resource']>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf(entity.data.attributeOfTomorrow).toEqualTypeOf<unknown>();
  if (entity.resource === 'somethingNew') expectTypeOf(entity.data.id).toEqualTypeOf<string | undefined>();
});

test('data is typed by the resource of the event', () => {
  if (entity.resource === 'messages') {
    expectTypeOf(entity.data.files).toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf(entity.data.parentId).toEqualTypeOf<string | undefined>();
  }
  if (entity.resource === 'memberships')
    expectTypeOf(entity.data.isModerator).toEqualTypeOf<boolean | undefined>();
  if (entity.resource === 'rooms') expectTypeOf(entity.data.title).toEqualTypeOf<string | undefined>();
  if (entity.resource === 'tabs') expectTypeOf(entity.data.contentUrl).toEqualTypeOf<string | undefined>();
  expectTypeOf(entity.data.title).toEqualTypeOf<string | undefined>();
});

test('listing one resource types its events', () => {
  const messages = resource.list({ resource: 'messages', type: 'created' });
  expectTypeOf(messages).toEqualTypeOf<Paginator<ResourceEvent<'messages'>>>();
  expectTypeOf<ResourceEvent<'messages'>['data']>().toEqualTypeOf<MessageEventData>();
  expectTypeOf<ResourceEvent<'messages'>['data']['id']>().toEqualTypeOf<string>();
  expectTypeOf(resource.list({ resource: 'rooms' as EventResource })).toEqualTypeOf<Paginator<Event>>();
  expectTypeOf(resource.list({ resource: undefined })).toEqualTypeOf<Paginator<Event>>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ ressource: 'messages' });
  // @ts-expect-error no such resource
  resource.list({ resource: 'mesages' });
  // @ts-expect-error from is required
  resource.follow({ resource: 'messages' });
});

test('methods return what they document', () => {
  expectTypeOf(resource.list()).toEqualTypeOf<Paginator<Event>>();
  expectTypeOf(resource.get('EVENT')).toEqualTypeOf<Promise<Event>>();
  const feed = resource.follow({ resource: 'tabs', from: '2026-11-01T00:00:00Z' });
  expectTypeOf(feed).toEqualTypeOf<EventFeed<ResourceEvent<'tabs'>>>();
  expectTypeOf(feed.position).toEqualTypeOf<EventPosition>();
  resource.follow({ from: feed.position });
});
