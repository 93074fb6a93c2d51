import { revokeTokensOf } from '../oauth/tokens.js';
import { leaveRoom } from '../rooms/store.js';
import type { Person, Profile } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { SortedList } from '../store/sorted-list.js';
import { notify, type State } from '../store/state.js';
import { removeTeamMember } from '../teams/store.js';
import { removeWebhook } from '../webhooks/store.js';

export interface NewPerson {
  email: string;
  profile: Profile;
  type?: Person['type'] | undefined;
  invitePending?: boolean | undefined;
  id?: string | undefined;
  created?: string | undefined;
}

export function addPerson(state: State, added: NewPerson): Person {
  const {
    email,
    profile,
    type,
    invitePending,
    id = identifier('PEOPLE'),
    created = state.clock.next(),
  } = added;
  const person: Person = {
    id,
    type: type ?? 'person',
    orgId: state.organizationId,
    created,
    email,
    profile,
    lastModified: created,
    invitePending: invitePending ?? true,
    lastActivity: invitePending === false ? created : undefined,
    memberships: new SortedList((membership) => membership.created),
    rooms: {
      id: new SortedList((room) => room.id),
      lastactivity: new SortedList((room) => room.lastActivity),
      created: new SortedList((room) => room.created),
    },
  };
  state.people.set(person.id, person);
  enterDirectory(state, person);
  return person;
}

export function updatePerson(state: State, person: Person, email: string, profile: Profile): void {
  leaveDirectory(state, person);
  person.email = email;
  person.profile = profile;
  person.lastModified = state.clock.next();
  enterDirectory(state, person);
}

/** Removes the person from every team and room and revokes their tokens. Their messages stay. */
export function removePerson(state: State, person: Person, actor: Person): void {
  for (const membership of [...state.teamMemberships.values()]) {
    if (membership.person === person) removeTeamMember(state, membership, actor);
  }
  for (const webhook of [...state.webhooks.values()]) {
    if (webhook.owner === person) removeWebhook(state, webhook);
  }
  for (const membership of [...person.memberships.ascending()]) leaveRoom(state, membership, actor);
  revokeTokensOf(state, person);
  for (const [subject, guest] of state.guestsBySubject) {
    if (guest === person) state.guestsBySubject.delete(subject);
  }
  leaveDirectory(state, person);
  state.people.delete(person.id);
  notify(state, 'people');
}

export function personByEmail(state: State, email: string): Person | undefined {
  return state.peopleByEmail.get(email.toLowerCase());
}

/** Finds the person with this email address, or invites one. */
export function personToInvite(state: State, email: string): Person {
  const profile: Profile = { displayName: email, roles: [], licenses: [], loginEnabled: true };
  return personByEmail(state, email) ?? addPerson(state, { email, profile });
}

function enterDirectory(state: State, person: Person): void {
  notify(state, 'people');
  state.peopleByEmail.set(person.email.toLowerCase(), person);
  state.peopleByName.add(person);
}

function leaveDirectory(state: State, person: Person): void {
  state.peopleByEmail.delete(person.email.toLowerCase());
  state.peopleByName.remove(person);
}
