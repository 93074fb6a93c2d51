import { expectTypeOf, test } from 'vitest';
import type { Organization, Organizations, Paginator } from '../src/index.js';

declare const organizations: Organizations;
declare const organization: Organization;

test('an organization is open for what comes tomorrow', () => {
  expectTypeOf(organization.displayName).toEqualTypeOf<string>();
  expectTypeOf(organization.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error the list takes options only
  organizations.list({ orgId: 'ORGANIZATION' });
  // @ts-expect-error attributes, not a name
  organizations.create('Acme, Inc.');
});

test('methods answer with what they say', () => {
  expectTypeOf(organizations.list()).toEqualTypeOf<Paginator<Organization>>();
  expectTypeOf(organizations.create({})).toEqualTypeOf<Promise<Organization>>();
  expectTypeOf(organizations.get('ORGANIZATION')).toEqualTypeOf<Promise<Organization>>();
  expectTypeOf(organizations.delete('ORGANIZATION')).toEqualTypeOf<Promise<void>>();
});
