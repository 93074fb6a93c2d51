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
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list({ teamId: 'TEAM' })).toEqualTypeOf<Paginator<TeamMembership>>();
  expectTypeOf(resource.delete('MEMBERSHIP')).toEqualTypeOf<Promise<void>>();
});
