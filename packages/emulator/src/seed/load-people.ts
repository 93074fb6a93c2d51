import { type Body, flagOf, objectsOf, textOf, textsOf } from '../http/body.js';
import { emailAddress, required } from '../http/requirements.js';
import { addPerson, personByEmail, removePerson } from '../people/store.js';
import type { Person, Profile } from '../store/entities.js';
import type { State } from '../store/state.js';
import { onlyKnown, type Reader, readEach } from './reading.js';
import { type StandardUser, standardUsers } from './users.js';

const texts = [
  'firstName',
  'lastName',
  'nickName',
  'avatar',
  'extension',
  'locationId',
  'department',
  'manager',
  'managerId',
  'title',
] as const;
const lists = ['phoneNumbers', 'addresses', 'siteUrls', 'roles', 'licenses'];
const others = ['email', 'id', 'user', 'deleted', 'type', 'displayName', 'loginEnabled', 'invitePending'];
const known = [...others, ...texts, ...lists, 'guestSubject', 'created', 'lastModified', 'lastActivity'];

/** Adds the standard users, as the scene changes them, and the people of the scene. */
export function loadPeople(reader: Reader, scene: Body): Record<StandardUser, Person> {
  const { state } = reader;
  const changes = new Map<string, Body>();
  const added: Body[] = [];
  readEach(scene, 'people', 'seed.', (body) => {
    onlyKnown(body, known);
    const user = userOf(body);
    if (user === undefined) added.push(body);
    else if (changes.has(user)) throw new TypeError(`the user ${user} is given twice.`);
    else changes.set(user, body);
  });
  const standard = (user: StandardUser) => {
    const { email, ...rest }: Body = { ...standardUsers[user] };
    return addOne(reader, { email, ...rest, ...changes.get(user) });
  };
  const all = {
    alice: standard('alice'),
    bob: standard('bob'),
    carol: standard('carol'),
    dave: standard('dave'),
    robot: standard('robot'),
  };
  readEach({ people: added }, 'people', 'seed.', (body) => void addOne(reader, body));
  for (const [user, person] of Object.entries(all)) {
    const isDeleted = changes.get(user)?.deleted === true;
    if (isDeleted) removePerson(state, person, person);
  }
  return all;
}

function userOf(body: Body): string | undefined {
  const user = textOf(body, 'user');
  const email = textOf(body, 'email')?.toLowerCase();
  const names = Object.keys(standardUsers);
  if (user !== undefined && !names.includes(user))
    throw new TypeError(`user must be one of ${names.join(', ')}.`);
  return user ?? Object.entries(standardUsers).find(([, standard]) => standard.email === email)?.[0];
}

function addOne(reader: Reader, body: Body): Person {
  const { state } = reader;
  const email = emailAddress(required(textOf(body, 'email'), 'email'), 'email');
  if (personByEmail(state, email) !== undefined) throw new TypeError(`email "${email}" is used twice.`);
  const type = textOf(body, 'type') ?? 'person';
  if (type !== 'person' && type !== 'bot' && type !== 'appuser') {
    throw new TypeError(`type must be person, bot or appuser, not "${type}".`);
  }
  const invitePending = flagOf(body, 'invitePending') ?? false;
  const profile = readProfile(state, body, email);
  const id = reader.id(body, 'PEOPLE');
  const person = addPerson(state, { email, profile, type, invitePending, id, created: reader.time(body) });
  if (body.lastModified !== undefined) person.lastModified = reader.anyTime(body, 'lastModified');
  if (body.lastActivity !== undefined) person.lastActivity = reader.anyTime(body, 'lastActivity');
  const guest = textOf(body, 'guestSubject');
  if (guest !== undefined) state.guestsBySubject.set(guest, person);
  return person;
}

function readProfile(state: State, body: Body, email: string): Profile {
  return {
    displayName: textOf(body, 'displayName') ?? email,
    ...Object.fromEntries(texts.map((name) => [name, textOf(body, name)])),
    phoneNumbers: objectsOf(body, 'phoneNumbers'),
    addresses: objectsOf(body, 'addresses'),
    siteUrls: textsOf(body, 'siteUrls'),
    roles: idsOf(body, 'roles', state.roles),
    licenses: idsOf(body, 'licenses', [...state.licenses.values()]),
    loginEnabled: flagOf(body, 'loginEnabled') ?? true,
  };
}

function idsOf(body: Body, name: string, all: readonly { id: string; name: string }[]): string[] {
  return (textsOf(body, name) ?? []).map((wanted) => {
    const found = all.find((one) => one.name === wanted || one.id === wanted);
    if (found !== undefined) return found.id;
    throw new TypeError(
      `${name}: "${wanted}" is unknown. Use one of ${all.map((one) => one.name).join(', ')}.`,
    );
  });
}
