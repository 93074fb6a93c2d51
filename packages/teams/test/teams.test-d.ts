import { expectTypeOf, test } from 'vitest';
import type { Paginator, Team, Teams } from '../src/index.js';

declare const resource: Teams;
declare const entity: Team;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.description).toEqualTypeOf<string | undefined>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ maximum: 2 });
  // @ts-expect-error the name is missing
  resource.create({});
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list()).toEqualTypeOf<Paginator<Team>>();
  expectTypeOf(resource.get('TEAM')).toEqualTypeOf<Promise<Team>>();
});
