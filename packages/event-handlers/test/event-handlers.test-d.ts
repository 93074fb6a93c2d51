import type { Memberships } from '@wxt/memberships';
import type { Messages } from '@wxt/messages';
import type { Rooms } from '@wxt/rooms';
import { expectTypeOf, test } from 'vitest';
import type { EventHandlers, ReceivedEvent, ReceivedEventFor } from '../src/index.js';

test('what events fetch has the types of the resources', () => {
  type Fetched<Event, Method extends PropertyKey> =
    Event extends Record<Method, () => infer Result> ? Result : never;
  expectTypeOf<Fetched<ReceivedEventFor<'messages.updated'>, 'message'>>().toEqualTypeOf<
    ReturnType<Messages['get']>
  >();
  expectTypeOf<Fetched<ReceivedEventFor<'rooms.updated'>, 'room'>>().toEqualTypeOf<
    ReturnType<Rooms['get']>
  >();
  expectTypeOf<Fetched<ReceivedEventFor<'memberships.created'>, 'membership'>>().toEqualTypeOf<
    ReturnType<Memberships['get']>
  >();
});

test('an event’s data is typed by its resource', () => {
  expectTypeOf<ReceivedEventFor<'rooms.created'>['data']['madePublic']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ReceivedEventFor<'memberships.deleted'>['data']['isModerator']>().toEqualTypeOf<boolean>();
  expectTypeOf<ReceivedEventFor<'messages.created'>['data']['parentId']>().toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<ReceivedEventFor<'messages.created'>['data']['text']>().toEqualTypeOf<unknown>();
  expectTypeOf<ReceivedEventFor<'attachmentActions.created'>['data']['inputs']>().toEqualTypeOf<unknown>();
  expectTypeOf<ReceivedEventFor<'meetings.started'>['data']['title']>().toEqualTypeOf<unknown>();
});

test('a handler may be undefined, and its patterns are closed', () => {
  const on: EventHandlers<string> = {
    all: undefined,
    'rooms.migrated': (event, api) => {
      expectTypeOf(api).toEqualTypeOf<string>();
      expectTypeOf(event.source).toEqualTypeOf<'webhook' | 'stream' | 'lookBack'>();
    },
  };
  expectTypeOf(on).toExtend<EventHandlers<string>>();
  // @ts-expect-error misspelt
  expectTypeOf<ReceivedEventFor<'room.created'>>().toExtend<ReceivedEvent>();
});
