import { bearerToken } from '../http/authenticate.js';
import { queryText } from '../http/query.js';
import { exactlyOne, required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { forbidden, notFound } from '../http/service-error.js';
import { personByEmail } from '../people/store.js';
import { requireAdministrator } from '../store/access.js';
import { identifier } from '../store/identifier.js';
import { isAdministrator, type State } from '../store/state.js';
import { find, type RefreshToken, revokeAuthorization } from './tokens.js';

export const authorizations: readonly Route[] = [
  { method: 'GET', path: 'authorizations', handle: list },
  { method: 'DELETE', path: 'authorizations', handle: removeOfClient },
  { method: 'GET', path: 'authorizations/tokenExpiry', handle: getTokenExpiry },
  { method: 'DELETE', path: 'authorizations/:authorizationId', handle: remove },
];

/** The end of the year 9999, for tokens that don't expire. */
const never = 253_402_300_799_999;

/** Lists the authorizations of a person: of anybody for administrators, else of oneself. */
function list(call: Call): Response {
  const { state, actor } = call.var;
  const personId = queryText(call, 'personId');
  const personEmail = queryText(call, 'personEmail');
  exactlyOne({ personId, personEmail });
  const person =
    personEmail === undefined ? state.people.get(personId ?? '') : personByEmail(state, personEmail);
  if (person !== actor && !isAdministrator(state, actor)) {
    throw forbidden('Only an administrator can list the authorizations of others.');
  }
  if (person === undefined) throw notFound('a person with the provided personId or personEmail');
  const items = current(state).filter((authorization) => authorization.person === person);
  return call.json({ items: items.map((authorization) => present(state, authorization)) });
}

function remove(call: Call): Response {
  const { state, actor } = call.var;
  const id = pathPart(call, 'authorizationId');
  const authorization = current(state).find(({ authorizationId }) => authorizationId === id);
  if (authorization === undefined || (authorization.person !== actor && !isAdministrator(state, actor))) {
    throw notFound('an authorization with the provided authorizationId');
  }
  revokeAuthorization(state, id);
  return call.body(null, 204);
}

/** Revokes what everybody in the organization has authorized a program to do. */
function removeOfClient(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const clientId = required(queryText(call, 'clientId'), 'clientId');
  if ((queryText(call, 'orgId') ?? state.organizationId) !== state.organizationId) {
    throw forbidden('orgId is not an organization that you administer.');
  }
  const found = current(state).filter((authorization) => authorization.clientId === clientId);
  if (found.length === 0) throw notFound('an authorization with the provided clientId');
  for (const { authorizationId } of found) revokeAuthorization(state, authorizationId);
  return call.body(null, 204);
}

function getTokenExpiry(call: Call): Response {
  const { expiresAt = never } = call.var.state.accessTokens.get(bearerToken(call)) ?? {};
  return call.json({ exp: Number.isFinite(expiresAt) ? Math.round(expiresAt) : never });
}

function current({ refreshTokens }: State): RefreshToken[] {
  return [...refreshTokens.keys()].flatMap((token) => find(refreshTokens, token) ?? []);
}

function present(
  { serviceApp }: State,
  { authorizationId, person, clientId, created }: RefreshToken,
): object {
  const isServiceApp = clientId === serviceApp.clientId;
  return {
    id: authorizationId,
    applicationId: isServiceApp ? serviceApp.applicationId : identifier('APPLICATION', clientId),
    applicationName: isServiceApp ? 'Emulated service app' : 'Emulated integration',
    personId: person.id,
    clientId,
    created,
    type: 'refresh',
  };
}
