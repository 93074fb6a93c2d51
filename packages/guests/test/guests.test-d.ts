import { expectTypeOf, test } from 'vitest';
import type { Guest, Guests } from '../src/index.js';

declare const guests: Guests;
declare const guest: Guest;

test('a guest is open for what comes tomorrow', () => {
  expectTypeOf(guest.accessToken).toEqualTypeOf<string>();
  expectTypeOf(guest.expiresIn).toEqualTypeOf<number>();
  expectTypeOf(guest.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  guests.create({ subject: 'guest-1', displayname: 'Ada' });
  // @ts-expect-error the subject is missing
  guests.create({ displayName: 'Ada' });
});

test('methods answer with what they say', () => {
  expectTypeOf(guests.create({ subject: 'S', displayName: 'Ada' })).toEqualTypeOf<Promise<Guest>>();
  expectTypeOf(guests.count()).toEqualTypeOf<Promise<number>>();
});
