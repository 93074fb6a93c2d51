import { expectTypeOf, test } from 'vitest';
import type { CreateRoom, ListRooms, Paginator, Room, Rooms } from '../src/index.js';

declare const rooms: Rooms;
declare const room: Room;

test('a room is open for what comes tomorrow', () => {
  expectTypeOf(room.title).toEqualTypeOf<string | undefined>();
  expectTypeOf(room.lastActivity).toEqualTypeOf<string | undefined>();
  expectTypeOf(room.errors?.title?.code).toEqualTypeOf<string | undefined>();
  expectTypeOf(room.teamId).toEqualTypeOf<string | undefined>();
  expectTypeOf(room.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf<'something new'>().toExtend<Room['type']>();
  // @ts-expect-error what the service answered is not ours to change
  room.title = 'other';
});

test('parameters are closed', () => {
  expectTypeOf<ListRooms['type']>().toEqualTypeOf<'direct' | 'group' | undefined>();
  expectTypeOf<CreateRoom['title']>().toEqualTypeOf<string>();
  // @ts-expect-error misspelt
  rooms.list({ teamID: 'TEAM' });
  // @ts-expect-error no such type
  rooms.list({ type: 'space' });
  // @ts-expect-error the title is missing
  rooms.create({});
  // @ts-expect-error the title is missing
  rooms.update('ROOM', { isLocked: true });
});

test('a room that was read can be spread into update()', () => {
  rooms.update(room.id, { ...room, isLocked: true });
  rooms.update(room.id, { ...room, title: 'New' });
});

test('methods answer with what they say', () => {
  expectTypeOf(rooms.list()).toEqualTypeOf<Paginator<Room>>();
  expectTypeOf(rooms.get('ROOM')).toEqualTypeOf<Promise<Room>>();
  expectTypeOf(rooms.delete('ROOM')).toEqualTypeOf<Promise<void>>();
});
