import { expectTypeOf, test } from 'vitest';
import type { Membership, Memberships, Paginator } from '../src/index.js';

declare const memberships: Memberships;
declare const membership: Membership;

test('a membership is open for what comes tomorrow', () => {
  expectTypeOf(membership.isModerator).toEqualTypeOf<boolean>();
  expectTypeOf(membership.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  memberships.list({ roomID: 'ROOM' });
  // @ts-expect-error the room is missing
  memberships.create({ personId: 'PERSON' });
  // @ts-expect-error nobody to add
  memberships.create({ roomId: 'ROOM' });
  // @ts-expect-error two people
  memberships.create({ roomId: 'ROOM', personId: 'PERSON', personEmail: 'bob@example.com' });
  // @ts-expect-error nothing to change
  memberships.update('MEMBERSHIP', {});
});

test('a membership may lack what the service could not read', () => {
  expectTypeOf(membership.roomId).toEqualTypeOf<string | undefined>();
  expectTypeOf(membership.personEmail).toEqualTypeOf<string | undefined>();
  expectTypeOf(membership.personDisplayName).toEqualTypeOf<string | undefined>();
});

test('update() takes either attribute, and a membership that was read', () => {
  memberships.update('MEMBERSHIP', { isModerator: true });
  memberships.update('MEMBERSHIP', { isRoomHidden: true });
  memberships.update(membership.id, { ...membership, isModerator: false });
});

test('methods answer with what they say', () => {
  expectTypeOf(memberships.list()).toEqualTypeOf<Paginator<Membership>>();
  expectTypeOf(memberships.get('MEMBERSHIP')).toEqualTypeOf<Promise<Membership>>();
});
