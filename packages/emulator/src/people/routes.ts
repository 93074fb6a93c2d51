import { writeAudit } from '../audit/store.js';
import { readBody } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryFlag } from '../http/query.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { notFound } from '../http/service-error.js';
import { requireAdministrator } from '../store/access.js';
import type { Person } from '../store/entities.js';
import { isAdministrator } from '../store/state.js';
import { avatarsUrl } from './avatars.js';
import { presentPerson } from './present.js';
import { readPeopleQuery } from './query.js';
import { checkEmail, readProfile } from './rules.js';
import { addPerson, removePerson, updatePerson } from './store.js';

export const people: readonly Route[] = [
  { method: 'GET', path: 'people', handle: list },
  { method: 'POST', path: 'people', handle: create },
  { method: 'GET', path: 'people/me', handle: getMe },
  { method: 'GET', path: 'people/:personId', handle: get },
  { method: 'PUT', path: 'people/:personId', handle: update },
  { method: 'DELETE', path: 'people/:personId', handle: remove },
];

function list(call: Call): Response {
  const { items, filter, maxPageSize, presence, notFoundIds } = readPeopleQuery(call);
  return answerPage(call, {
    name: 'people',
    items,
    order: 'ascending',
    filter,
    present: (person) => present(call, person, presence),
    max: { defaultValue: Math.min(100, maxPageSize), limit: maxPageSize },
    extra: notFoundIds.length > 0 ? { notFoundIds } : undefined,
  });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const body = await readBody(call);
  const profile = readProfile(state, body);
  const person = addPerson(state, { email: checkEmail(state, body), profile });
  audit(call, 'User created', person);
  return answerChanged(call, person);
}

function getMe(call: Call): Response {
  return call.json(present(call, call.var.actor));
}

function get(call: Call): Response {
  return call.json(present(call, visiblePerson(call)));
}

async function update(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const body = await readBody(call);
  const person = visiblePerson(call);
  const profile = readProfile(state, body, person);
  updatePerson(state, person, checkEmail(state, body, person), profile);
  audit(call, 'User updated', person);
  return answerChanged(call, person);
}

function remove(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const person = visiblePerson(call);
  removePerson(state, person, actor);
  audit(call, 'User deleted', person);
  return call.body(null, 204);
}

function audit(call: Call, description: string, target: Person): void {
  const { state, actor, trackingId } = call.var;
  writeAudit(state, actor, { category: 'USERS', description, target, trackingId });
}

function answerChanged(call: Call, person: Person): Response {
  return call.json(queryFlag(call, 'minResponse') ? { id: person.id } : present(call, person));
}

function visiblePerson(call: Call): Person {
  const person = call.var.state.people.get(pathPart(call, 'personId'));
  if (person === undefined) throw notFound('a person with the provided personId');
  return person;
}

function present(call: Call, person: Person, presence = true): object {
  const { state, actor } = call.var;
  return presentPerson(person, {
    forAdministrator: isAdministrator(state, actor),
    presence,
    avatarsUrl: avatarsUrl(call),
  });
}
