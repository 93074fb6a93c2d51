import { type Call, pathPart, type Route } from '../http/route.js';
import { notFound } from '../http/service-error.js';
import { requireAdministrator } from '../store/access.js';

export const roles: readonly Route[] = [
  { method: 'GET', path: 'roles', handle: list },
  { method: 'GET', path: 'roles/:roleId', handle: get },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  return call.json({ items: state.roles });
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const role = state.roles.find(({ id }) => id === pathPart(call, 'roleId'));
  if (role === undefined) throw notFound('a role with the provided roleId');
  return call.json(role);
}
