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
  // @ts-expect-error the service wants both
  memberships.update('MEMBERSHIP', { isModerator: true });
});

test('methods answer with what they say', () => {
  expectTypeOf(memberships.list()).toEqualTypeOf<Paginator<Membership>>();
  expectTypeOf(memberships.get('MEMBERSHIP')).toEqualTypeOf<Promise<Membership>>();
});
