import { expectTypeOf, test } from 'vitest';
import type { Paginator, TeamMembership, TeamMemberships } from '../src/index.js';

declare const resource: TeamMemberships;
declare const entity: TeamMembership;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.isModerator).toEqualTypeOf<boolean>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ teamID: 'TEAM' });
  // @ts-expect-error the team is missing
  resource.create({ personId: 'PERSON' });
  // @ts-expect-error nobody to add
  resource.create({ teamId: 'TEAM', isModerator: true });
  // @ts-expect-error two people
  resource.create({ teamId: 'TEAM', personId: 'PERSON', personEmail: 'bob@example.com' });
});

test('a team membership may lack what the service could not read', () => {
  expectTypeOf(entity.personDisplayName).toEqualTypeOf<string | undefined>();
  expectTypeOf(entity.errors?.personDisplayName?.reason).toEqualTypeOf<string | undefined>();
});

test('a team membership that was read can be spread into update()', () => {
  resource.update(entity.id, { ...entity, isModerator: true });
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list({ teamId: 'TEAM' })).toEqualTypeOf<Paginator<TeamMembership>>();
  expectTypeOf(resource.delete('MEMBERSHIP')).toEqualTypeOf<Promise<void>>();
});
