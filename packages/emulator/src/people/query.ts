import { queryFlag, queryText, queryTexts } from '../http/query.js';
import { atMost } from '../http/requirements.js';
import type { Call } from '../http/route.js';
import { badRequest, forbidden } from '../http/service-error.js';
import type { Person } from '../store/entities.js';
import { SortedList } from '../store/sorted-list.js';
import { isAdministrator } from '../store/state.js';
import { personByEmail } from './store.js';

/** Reads which people to list, and which attributes of them. */
export function readPeopleQuery(call: Call) {
  const { state, actor } = call.var;
  const email = queryText(call, 'email');
  const prefix = queryText(call, 'displayName')?.toLowerCase();
  const ids = queryTexts(call, 'id');
  const roles = queryTexts(call, 'roles');
  const locationId = queryText(call, 'locationId');
  const orgId = queryText(call, 'orgId');
  atMost(85, ids, 'id');
  if (ids.length === 0 && email === undefined && prefix === undefined && !isAdministrator(state, actor)) {
    throw badRequest('One of email, displayName and id is required, except for administrators.');
  }
  if (orgId !== undefined && orgId !== actor.orgId) {
    throw forbidden('orgId is not an organization that you administer.');
  }

  const found = ids.length > 0 ? ids.map((id) => state.people.get(id)) : [personByEmail(state, email ?? '')];
  const everybody = ids.length === 0 && email === undefined;
  return {
    items: everybody ? state.peopleByName : inOrder(state.peopleByName, found),
    filter: ({ email: address, profile }: Person) =>
      (email === undefined || address.toLowerCase() === email.toLowerCase()) &&
      (prefix === undefined || profile.displayName.toLowerCase().startsWith(prefix)) &&
      (locationId === undefined || profile.locationId === locationId) &&
      roles.every((role) => profile.roles.includes(role)),
    maxPageSize: locationId !== undefined ? 50 : queryFlag(call, 'callingData') ? 100 : 1000,
    presence: ids.length === 0 && !queryFlag(call, 'excludeStatus'),
    notFoundIds: ids.filter((id) => !state.people.has(id)),
  };
}

function inOrder(like: SortedList<Person>, people: readonly (Person | undefined)[]): SortedList<Person> {
  const list = new SortedList(like.keyOf);
  for (const person of new Set(people)) if (person !== undefined) list.add(person);
  return list;
}
