import { requireAdministrator } from '../access.js';
import { type Body, objectsOf, readBody, textOf } from '../body.js';
import { queryChoice, queryText } from '../query.js';
import { atLeastOne, required } from '../requirements.js';
import { type Call, pathPart, type Route } from '../route.js';
import { badRequest, forbidden, notFound } from '../service-error.js';
import { writeAudit } from '../state/audit.js';
import type { License, Person } from '../state/entities.js';
import { personByEmail } from '../state/people.js';
import type { State } from '../state/state.js';
import { refuseCreation } from './roles.js';

export const licenses: readonly Route[] = [
  { method: 'GET', path: 'licenses', handle: list },
  { method: 'POST', path: 'licenses', handle: refuseCreation },
  { method: 'PATCH', path: 'licenses/users', handle: assign },
  { method: 'GET', path: 'licenses/:licenseId', handle: get },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  checkOrganization(state, queryText(call, 'orgId'));
  return call.json({ items: [...state.licenses.values()].map((license) => present(state, license)) });
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const license = find(state, pathPart(call, 'licenseId'));
  const withUsers = queryChoice(call, 'includeAssignedTo', ['user']) !== undefined;
  const users = holders(state, license).map(({ id, email, profile }) => {
    return { id, type: 'INTERNAL', displayName: profile.displayName, email };
  });
  return call.json({ ...present(state, license), ...(withUsers && { users }) });
}

async function assign(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const body = await readBody(call);
  checkOrganization(state, textOf(body, 'orgId'));
  const person = personOf(state, body);
  const wanted = (objectsOf(body, 'licenses') ?? []).map((one) => ({
    license: find(state, required(textOf(one, 'id'), 'licenses.id')),
    removes: operationOf(one) === 'remove',
  }));
  const held = new Set(person.profile.licenses);
  for (const { license, removes } of wanted) {
    if (removes) held.delete(license.id);
    else if (!held.has(license.id) && present(state, license).consumedUnits >= license.totalUnits) {
      throw badRequest(`licenses: none of ${license.name} is left.`);
    } else held.add(license.id);
  }
  person.profile = { ...person.profile, licenses: [...held] };
  writeAudit(state, actor, { category: 'USERS', description: 'Licenses assigned', target: person });
  const siteUrls = (objectsOf(body, 'siteUrls') ?? []).map(({ siteUrl, accountType }) => ({
    siteUrl,
    accountType,
  }));
  return call.json({
    orgId: person.orgId,
    personId: person.id,
    email: person.email,
    licenses: person.profile.licenses,
    siteUrls,
  });
}

function operationOf(one: Body): string {
  const operation = textOf(one, 'operation') ?? 'add';
  if (['add', 'remove'].includes(operation)) return operation;
  throw badRequest('licenses.operation must be add or remove.');
}

function personOf(state: State, body: Body): Person {
  const email = textOf(body, 'email');
  const personId = textOf(body, 'personId');
  atLeastOne({ email, personId });
  const person = personId === undefined ? personByEmail(state, email ?? '') : state.people.get(personId);
  if (person === undefined) throw notFound('a person with the provided personId or email');
  return person;
}

function checkOrganization(state: State, orgId: string | undefined): void {
  if (orgId !== undefined && orgId !== state.organizationId) {
    throw forbidden('orgId is not an organization that you administer.');
  }
}

function find(state: State, licenseId: string): License {
  const license = state.licenses.get(licenseId);
  if (license === undefined) throw notFound('a license with the provided licenseId');
  return license;
}

function holders(state: State, { id }: License): Person[] {
  return [...state.people.values()].filter(({ profile }) => profile.licenses.includes(id));
}

function present(state: State, license: License) {
  const consumed = holders(state, license).length;
  return { ...license, consumedUnits: consumed, consumedByUsers: consumed, consumedByWorkspaces: 0 };
}
