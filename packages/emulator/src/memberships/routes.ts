import { flagOf, readBody, textOf } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryText } from '../http/query.js';
import { emailAddress, exactlyOne, notTogether, required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, conflict, notFound } from '../http/service-error.js';
import { personByEmail, personToInvite } from '../people/store.js';
import { leaveRoom } from '../rooms/store.js';
import {
  canSeeRoom,
  isComplianceOfficer,
  ownMembership,
  requireModerator,
  requireUnarchived,
  visibleRoom,
} from '../store/access.js';
import type { Membership, Person, Room } from '../store/entities.js';
import type { State } from '../store/state.js';
import { keepTeamModerator } from '../teams/rules.js';
import { presentMembership } from './present.js';
import { applyMembershipUpdate } from './rules.js';
import { addMembership } from './store.js';

export const memberships: readonly Route[] = [
  { method: 'GET', path: 'memberships', handle: list },
  { method: 'POST', path: 'memberships', handle: create },
  { method: 'GET', path: 'memberships/:membershipId', handle: get },
  { method: 'PUT', path: 'memberships/:membershipId', handle: update },
  { method: 'DELETE', path: 'memberships/:membershipId', handle: remove },
];

/** Lists a room's memberships or, without a room, the actor's own. */
function list(call: Call): Response {
  const { state, actor } = call.var;
  const roomId = queryText(call, 'roomId');
  const personId = queryText(call, 'personId');
  const personEmail = queryText(call, 'personEmail');
  if (personId !== undefined) notTogether('personId', { personEmail });
  const isOfPerson = (personId ?? personEmail) !== undefined;
  if (roomId === undefined && isOfPerson && !isComplianceOfficer(state, actor)) {
    throw badRequest('roomId is required with personId and personEmail, except for compliance officers.');
  }
  const email = personEmail?.toLowerCase();
  const person = personId === undefined ? personByEmail(state, email ?? '') : state.people.get(personId);
  if (roomId === undefined && isOfPerson && person === undefined) {
    throw notFound('a person with the provided personId or personEmail');
  }
  const items = roomId === undefined ? (person ?? actor) : visibleRoom(state, actor, roomId);
  return answerPage(call, {
    name: `memberships ${roomId ?? ''}`,
    items: items.memberships,
    order: 'ascending',
    filter: (membership) =>
      (personId === undefined || membership.person.id === personId) &&
      (email === undefined || membership.person.email.toLowerCase() === email),
    present: presentMembership,
    max: { defaultValue: 100, limit: 1000 },
  });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const roomId = required(textOf(body, 'roomId'), 'roomId');
  const personId = textOf(body, 'personId');
  const personEmail = textOf(body, 'personEmail');
  const isModerator = flagOf(body, 'isModerator') ?? false;
  exactlyOne({ personId, personEmail });
  if (personEmail !== undefined) emailAddress(personEmail, 'personEmail');

  const isSelf = personId === actor.id || personEmail?.toLowerCase() === actor.email.toLowerCase();
  const room = isSelf && !isModerator ? roomToJoin(state, actor, roomId) : roomToAddTo(state, actor, roomId);
  const person =
    personEmail === undefined ? state.people.get(personId ?? '') : personToInvite(state, personEmail);
  if (person === undefined) throw notFound('a person with the provided personId');
  if (room.members.has(person.id)) throw conflict('User is already a participant in the room.');
  return call.json(presentMembership(addMembership(state, room, person, { isModerator, actor })));
}

function get(call: Call): Response {
  return call.json(presentMembership(visibleMembership(call)));
}

async function update(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const membership = visibleMembership(call);
  applyMembershipUpdate(state, ownMembership(state, actor, membership.room.id), membership, body);
  return call.json(presentMembership(membership));
}

/** Anybody can leave. In a moderated room only moderators and compliance officers can remove others. */
function remove(call: Call): Response {
  const { state, actor } = call.var;
  const membership = visibleMembership(call);
  const { room, person } = membership;
  if (room.type === 'direct') throw badRequest("Memberships of a direct room can't be deleted.");
  if (person !== actor && !isComplianceOfficer(state, actor)) {
    requireModerator(ownMembership(state, actor, room.id), 'remove others');
  }
  keepTeamModerator(state, membership);
  leaveRoom(state, membership, actor);
  return call.body(null, 204);
}

/** Anybody in the organization can add themselves to a public room. */
function roomToJoin(state: State, actor: Person, roomId: string): Room {
  const room = state.rooms.get(roomId);
  return room?.isPublic ? room : roomToAddTo(state, actor, roomId);
}

function roomToAddTo(state: State, actor: Person, roomId: string): Room {
  const room = visibleRoom(state, actor, roomId);
  if (room.type === 'direct') throw badRequest("People can't be added to a direct room.");
  requireUnarchived(room);
  const membership = room.members.get(actor.id);
  if (membership !== undefined) requireModerator(membership, 'add people');
  return room;
}

function visibleMembership(call: Call): Membership {
  const { state, actor } = call.var;
  const membership = state.memberships.get(pathPart(call, 'membershipId'));
  if (membership === undefined || !canSeeRoom(state, actor, membership.room)) {
    throw notFound('a membership with the provided membershipId');
  }
  return membership;
}
