import { expectTypeOf, test } from 'vitest';
import type { Authorization, Authorizations, Paginator, TokenExpiry } from '../src/index.js';

declare const authorizations: Authorizations;
declare const authorization: Authorization;

test('an authorization is open for unknown attributes and values', () => {
  expectTypeOf(authorization.id).toEqualTypeOf<string>();
  expectTypeOf(authorization.applicationName).toEqualTypeOf<string | undefined>();
  expectTypeOf(authorization.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf<'id'>().toExtend<NonNullable<Authorization['type']>>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  authorizations.list({ personid: 'PERSON' });
  // @ts-expect-error the client is missing
  authorizations.deleteByClient({ orgId: 'ORGANIZATION' });
  // @ts-expect-error an id is required
  authorizations.delete();
});

test('methods return what they say', () => {
  expectTypeOf(authorizations.list({ personId: 'P' })).toEqualTypeOf<Paginator<Authorization>>();
  expectTypeOf(authorizations.delete('A')).toEqualTypeOf<Promise<void>>();
  expectTypeOf(authorizations.deleteByClient({ clientId: 'C' })).toEqualTypeOf<Promise<void>>();
  expectTypeOf(authorizations.getTokenExpiry()).toEqualTypeOf<Promise<TokenExpiry>>();
});
