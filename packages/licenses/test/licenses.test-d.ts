import { expectTypeOf, test } from 'vitest';
import type {
  License,
  Licenses,
  LicenseUser,
  LicenseUsersPage,
  Paginator,
  UserLicenses,
} from '../src/index.js';

declare const licenses: Licenses;
declare const license: License;

test('a license is open for what comes tomorrow', () => {
  expectTypeOf(license.name).toEqualTypeOf<string>();
  expectTypeOf(license.totalUnits).toEqualTypeOf<number | undefined>();
  expectTypeOf(license.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf(license.users?.[0]?.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf<'a site of tomorrow'>().toExtend<NonNullable<License['siteType']>>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  licenses.list({ orgID: 'ORGANIZATION' });
  // @ts-expect-error no such kind
  licenses.get('LICENSE', { includeAssignedTo: 'workspace' });
  // @ts-expect-error the license has no id
  licenses.assign({ personId: 'PERSON', licenses: [{ operation: 'add' }] });
  // @ts-expect-error misspelt
  licenses.assign({ personId: 'PERSON', licenses: [{ id: 'L', properties: { extention: '133' } }] });
  // @ts-expect-error hosts are made by a license
  licenses.assign({ personId: 'PERSON', siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'host' }] });
});

test('methods answer with what they say', () => {
  expectTypeOf(licenses.list()).toEqualTypeOf<Paginator<License>>();
  expectTypeOf(licenses.create({ name: 'Meeting' })).toEqualTypeOf<Promise<License>>();
  expectTypeOf(licenses.listUsers('LICENSE')).toEqualTypeOf<Paginator<LicenseUser, LicenseUsersPage>>();
  expectTypeOf(licenses.get('LICENSE')).toEqualTypeOf<Promise<License>>();
  expectTypeOf(licenses.assign({ personId: 'PERSON' })).toEqualTypeOf<Promise<UserLicenses>>();
});
