import { writeAudit } from '../audit/store.js';
import { type Body, readBody, textOf } from '../http/body.js';
import { linkToNext } from '../http/paging.js';
import { queryChoice, queryMax, queryText } from '../http/query.js';
import { atLeastOne } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, forbidden, notFound, ServiceError } from '../http/service-error.js';
import { personByEmail } from '../people/store.js';
import { requireAdministrator } from '../store/access.js';
import type { License, Person } from '../store/entities.js';
import type { State } from '../store/state.js';
import { licenseHolders, readLicenses, readSiteUrls } from './rules.js';

export const licenses: readonly Route[] = [
  { method: 'GET', path: 'licenses', handle: list },
  { method: 'PATCH', path: 'licenses/users', handle: assign },
  { method: 'GET', path: 'licenses/:licenseId', handle: get },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  checkOrganization(state, queryText(call, 'orgId'));
  return call.json({ items: [...state.licenses.values()].map((license) => presentLicense(state, license)) });
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const license = state.licenses.get(pathPart(call, 'licenseId'));
  if (license === undefined) throw notFound('a license with the provided licenseId');
  const withUsers = queryChoice(call, 'includeAssignedTo', ['user']) !== undefined;
  return call.json({
    ...presentLicense(state, license),
    ...(withUsers && { users: usersOnPage(call, license) }),
  });
}

/** 206 if only some of the licenses could be assigned, 400 if none. */
async function assign(call: Call): Promise<Response> {
  const { state, actor, trackingId } = call.var;
  requireAdministrator(state, actor);
  const body = await readBody(call);
  checkOrganization(state, textOf(body, 'orgId'));
  const target = personIn(state, body);
  const { licenses, failures, applied } = readLicenses(state, body, target);
  const siteUrls = readSiteUrls(body, target);
  if (failures.length > 0 && applied === 0) {
    throw new ServiceError(400, 'License assignment failed.', { details: failures });
  }
  target.profile = { ...target.profile, licenses, siteUrls };
  writeAudit(state, actor, { category: 'USERS', description: 'Licenses assigned', target, trackingId });
  const assigned = {
    orgId: target.orgId,
    personId: target.id,
    email: target.email,
    licenses,
    siteUrls: siteUrls.map((address) => {
      const [siteUrl, accountType = 'host'] = address.split('#');
      return { siteUrl, accountType };
    }),
  };
  return call.json(assigned, failures.length > 0 ? 206 : 200);
}

/** The people after the one whose id is `next`. */
function usersOnPage(call: Call, license: License): object[] {
  const after = queryText(call, 'next') ?? '';
  const limit = queryMax(call, { defaultValue: 300, limit: 300 }, 'limit');
  const holders = licenseHolders(call.var.state, license).filter(({ id }) => id > after);
  const page = holders.slice(0, limit);
  const last = page.at(-1);
  if (last !== undefined && holders.length > limit) linkToNext(call, 'next', last.id);
  return page.map(({ id, email, profile: { displayName } }) => ({
    id,
    type: 'INTERNAL',
    displayName,
    email,
  }));
}

function personIn(state: State, body: Body): Person {
  const email = textOf(body, 'email');
  const personId = textOf(body, 'personId');
  atLeastOne({ email, personId });
  const person = personId === undefined ? personByEmail(state, email ?? '') : state.people.get(personId);
  if (person === undefined) throw notFound('a person with the provided personId or email');
  if (email !== undefined && personByEmail(state, email) !== person) {
    throw badRequest('email is not the email address of the person with the provided personId.');
  }
  return person;
}

function checkOrganization(state: State, orgId: string | undefined): void {
  if (orgId !== undefined && orgId !== state.organizationId) {
    throw forbidden('orgId is not an organization that you administer.');
  }
}

function presentLicense(state: State, license: License): object {
  const consumed = licenseHolders(state, license).length;
  return { ...license, consumedUnits: consumed, consumedByUsers: consumed, consumedByWorkspaces: 0 };
}
