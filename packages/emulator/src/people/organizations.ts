import { type Call, pathPart, type Route } from '../http/route.js';
import { conflict, notFound } from '../http/service-error.js';
import { requireAdministrator } from '../store/access.js';

export const organizations: readonly Route[] = [
  { method: 'GET', path: 'organizations', handle: list },
  { method: 'GET', path: 'organizations/:orgId', handle: (call) => call.json(visible(call)) },
  { method: 'DELETE', path: 'organizations/:orgId', handle: remove },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  return call.json({ items: [state.organization] });
}

/** There is one, and it has people in it. */
function remove(call: Call): Response {
  visible(call);
  throw conflict('The organization has users: it can not be deleted.');
}

function visible(call: Call) {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  if (pathPart(call, 'orgId') !== state.organizationId)
    throw notFound('an organization with the provided orgId');
  return state.organization;
}
