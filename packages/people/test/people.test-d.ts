import { expectTypeOf, test } from 'vitest';
import type { Paginator, People, PeoplePage, Person } from '../src/index.js';

declare const people: People;
declare const person: Person;

test('a person is open for what comes tomorrow', () => {
  expectTypeOf(person.emails).toEqualTypeOf<readonly string[]>();
  expectTypeOf(person.invitePending).toEqualTypeOf<boolean | undefined>();
  expectTypeOf(person.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf<'asleep'>().toExtend<NonNullable<Person['status']>>();
});

test('a person who was read can be changed and written back', () => {
  people.update(person.id, { ...person, title: 'Countess' });
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  people.list({ eMail: 'ada@example.com' });
  // @ts-expect-error the address is missing
  people.create({ displayName: 'Ada' });
  // @ts-expect-error the name is missing
  people.update('PERSON', { emails: ['ada@example.com'] });
  // @ts-expect-error misspelt
  people.update('PERSON', { displayName: 'Ada', addresses: [{ contry: 'GB' }] });
});

test('methods answer with what they say', () => {
  expectTypeOf(people.list()).toEqualTypeOf<Paginator<Person, PeoplePage>>();
  expectTypeOf(people.me()).toEqualTypeOf<Promise<Person>>();
});
