import { expectTypeOf, test } from 'vitest';
import type { CreatedPerson, Paginator, People, PeoplePage, Person } from '../src/index.js';

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

test('minResponse decides what create() and update() resolve to', () => {
  const minResponse: boolean = Math.random() > 0.5;
  const emails = ['ada@example.com'];
  expectTypeOf(people.create({ emails, displayName: 'Ada' })).toEqualTypeOf<Promise<Person>>();
  expectTypeOf(people.create({ emails, displayName: 'Ada', minResponse: false })).toEqualTypeOf<
    Promise<Person>
  >();
  expectTypeOf(people.create({ emails, lastName: 'L', minResponse: true })).toEqualTypeOf<
    Promise<CreatedPerson>
  >();
  expectTypeOf(people.create({ emails, firstName: 'Ada', minResponse })).toEqualTypeOf<
    Promise<Person | CreatedPerson>
  >();
  expectTypeOf(people.update('P', { displayName: 'Ada' })).toEqualTypeOf<Promise<Person>>();
  expectTypeOf(people.update('P', { ...person, title: 'Countess' })).toEqualTypeOf<Promise<Person>>();
  expectTypeOf(people.update('P', { displayName: 'Ada', minResponse: true })).toEqualTypeOf<Promise<void>>();
  expectTypeOf(people.update('P', { displayName: 'Ada', minResponse })).toEqualTypeOf<
    Promise<Person | undefined>
  >();
});

test('change() takes any attribute that can be set', () => {
  expectTypeOf(people.change('P', { title: 'Countess' })).toEqualTypeOf<Promise<Person>>();
  people.change('P', { department: process.env.DEPARTMENT });
  // @ts-expect-error misspelt
  people.change('P', { tittle: 'Countess' });
  // @ts-expect-error nobody can set it
  people.change('P', { created: '2026-11-24T10:00:00.000Z' });
  // @ts-expect-error it resolves to the whole person
  people.change('P', { title: 'Countess', minResponse: true });
});

test('parameters are closed', () => {
  // @ts-expect-error no name
  people.create({ emails: ['ada@example.com'] });
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
