import { readBody, textOf } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { canSeeTeam, ownTeamMembership, requireTeamModerator, visibleTeam } from '../store/access.js';
import type { TeamMembership } from '../store/entities.js';
import { presentTeam } from './present.js';
import { addTeam, removeTeam, updateTeam } from './store.js';

export const teams: readonly Route[] = [
  { method: 'GET', path: 'teams', handle: list },
  { method: 'POST', path: 'teams', handle: create },
  { method: 'GET', path: 'teams/:teamId', handle: get },
  { method: 'PUT', path: 'teams/:teamId', handle: update },
  { method: 'DELETE', path: 'teams/:teamId', handle: remove },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  return answerPage(call, {
    name: 'teams',
    items: state.teamsInOrder,
    order: 'ascending',
    filter: (team) => canSeeTeam(state, actor, team),
    present: presentTeam,
    max: { defaultValue: 100, limit: 1000 },
  });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const name = required(textOf(body, 'name'), 'name');
  return call.json(presentTeam(addTeam(state, actor, name, textOf(body, 'description'))));
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  return call.json(presentTeam(visibleTeam(state, actor, pathPart(call, 'teamId'))));
}

async function update(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const name = required(textOf(body, 'name'), 'name');
  const membership = ownMembership(call);
  requireTeamModerator(membership, 'change a team');
  const { team } = membership;
  updateTeam(state, team, { name, description: textOf(body, 'description'), actor });
  return call.json(presentTeam(team));
}

function remove(call: Call): Response {
  const { state, actor } = call.var;
  const membership = ownMembership(call);
  requireTeamModerator(membership, 'delete a team');
  removeTeam(state, membership.team, actor);
  return call.body(null, 204);
}

function ownMembership(call: Call): TeamMembership {
  const { state, actor } = call.var;
  return ownTeamMembership(state, actor, pathPart(call, 'teamId'));
}
