import { flagOf, readBody, textOf } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryText } from '../http/query.js';
import { emailAddress, exactlyOne, required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, conflict, notFound } from '../http/service-error.js';
import { personToInvite } from '../people/store.js';
import { canSeeTeam, ownTeamMembership, requireTeamModerator, visibleTeam } from '../store/access.js';
import type { TeamMembership } from '../store/entities.js';
import { presentTeamMembership } from './present.js';
import { keepModerator } from './rules.js';
import { addTeamMember, removeTeamMember } from './store.js';

export const teamMemberships: readonly Route[] = [
  { method: 'GET', path: 'team/memberships', handle: list },
  { method: 'POST', path: 'team/memberships', handle: create },
  { method: 'GET', path: 'team/memberships/:membershipId', handle: get },
  { method: 'PUT', path: 'team/memberships/:membershipId', handle: update },
  { method: 'DELETE', path: 'team/memberships/:membershipId', handle: remove },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  const teamId = required(queryText(call, 'teamId'), 'teamId');
  return answerPage(call, {
    name: `team memberships ${teamId}`,
    items: visibleTeam(state, actor, teamId).memberships,
    order: 'ascending',
    present: presentTeamMembership,
    max: { defaultValue: 100, limit: 1000 },
  });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const teamId = required(textOf(body, 'teamId'), 'teamId');
  const personId = textOf(body, 'personId');
  const personEmail = textOf(body, 'personEmail');
  const isModerator = flagOf(body, 'isModerator') ?? false;
  exactlyOne({ personId, personEmail });
  if (personEmail !== undefined) emailAddress(personEmail, 'personEmail');
  const own = ownTeamMembership(state, actor, teamId);
  requireTeamModerator(own, 'add people to a team');
  const person =
    personEmail === undefined ? state.people.get(personId ?? '') : personToInvite(state, personEmail);
  if (person === undefined) throw notFound('a person with the provided personId');
  if (own.team.members.has(person.id)) throw conflict('User is already a member of the team.');
  return call.json(presentTeamMembership(addTeamMember(state, own.team, person, { isModerator, actor })));
}

function get(call: Call): Response {
  return call.json(presentTeamMembership(visibleMembership(call)));
}

async function update(call: Call): Promise<Response> {
  const body = await readBody(call);
  const isModerator = flagOf(body, 'isModerator');
  if (isModerator === undefined) throw badRequest('isModerator is required.');
  const membership = visibleMembership(call);
  requireModeratorOf(call, membership, 'change memberships of a team');
  if (!isModerator) keepModerator(membership);
  membership.isModerator = isModerator;
  return call.json(presentTeamMembership(membership));
}

/** Anybody can leave; only moderators can remove others. */
function remove(call: Call): Response {
  const { state, actor } = call.var;
  const membership = visibleMembership(call);
  if (membership.person !== actor) requireModeratorOf(call, membership, 'remove others from a team');
  keepModerator(membership);
  removeTeamMember(state, membership, actor);
  return call.body(null, 204);
}

function visibleMembership(call: Call): TeamMembership {
  const { state, actor } = call.var;
  const membership = state.teamMemberships.get(pathPart(call, 'membershipId'));
  if (membership === undefined || !canSeeTeam(state, actor, membership.team)) {
    throw notFound('a team membership with the provided membershipId');
  }
  return membership;
}

function requireModeratorOf(call: Call, { team }: TeamMembership, what: string): void {
  const { state, actor } = call.var;
  requireTeamModerator(ownTeamMembership(state, actor, team.id), what);
}
