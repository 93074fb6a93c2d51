import { expectTypeOf, test } from 'vitest';
import type { GuestIssuer, GuestIssuerToken } from '../src/index.js';

declare const guestIssuer: GuestIssuer;
declare const token: GuestIssuerToken;

const guest = {
  subject: 'S',
  displayName: 'Ada',
  issuerId: 'ISSUER',
  expiration: 4_102_444_800,
  secret: 'c2VjcmV0',
};

test('a guest token accepts undocumented attributes as unknown', () => {
  expectTypeOf(token.token).toEqualTypeOf<string>();
  expectTypeOf(token.expiresIn).toEqualTypeOf<number>();
  expectTypeOf(token.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('create() accepts no undocumented parameters', () => {
  // @ts-expect-error misspelled
  guestIssuer.create({ ...guest, displayname: 'Ada' });
  // @ts-expect-error seconds, not text
  guestIssuer.create({ ...guest, expiration: '4102444800' });
  // @ts-expect-error the secret is missing
  guestIssuer.create({ subject: 'S', displayName: 'Ada', issuerId: 'ISSUER', expiration: 4_102_444_800 });
});

test('create() resolves to a guest token', () => {
  expectTypeOf(guestIssuer.create(guest)).toEqualTypeOf<Promise<GuestIssuerToken>>();
});
