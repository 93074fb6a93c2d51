import { expectTypeOf, test } from 'vitest';
import type { Paginator, Role, Roles } from '../src/index.js';

declare const roles: Roles;
declare const role: Role;

test('a role is open for what comes tomorrow', () => {
  expectTypeOf(role.name).toEqualTypeOf<string>();
  expectTypeOf(role.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error the list takes options only
  roles.list({ name: 'Full Administrator' });
  // @ts-expect-error attributes, not a name
  roles.create('Auditor');
});

test('methods answer with what they say', () => {
  expectTypeOf(roles.list()).toEqualTypeOf<Paginator<Role>>();
  expectTypeOf(roles.create({})).toEqualTypeOf<Promise<Role>>();
  expectTypeOf(roles.get('ROLE')).toEqualTypeOf<Promise<Role>>();
});
