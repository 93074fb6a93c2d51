import { forbidden, notFound } from '../http/service-error.js';
import type { Membership, Message, Person, Room, Team, TeamMembership } from './entities.js';
import { isAdministrator, type State } from './state.js';

/** The actor's membership of a room. A room that one isn't in looks like one that doesn't exist. */
export function ownMembership(state: State, actor: Person, roomId: string): Membership {
  const membership = state.rooms.get(roomId)?.members.get(actor.id);
  if (membership === undefined) throw notFound('a room with the provided roomId');
  return membership;
}

/** In a moderated room only moderators may do `what`. */
export function requireModerator({ room, isModerator }: Membership, what: string): void {
  if (room.isLocked && !isModerator) throw forbidden(`Only a moderator can ${what} in a moderated room.`);
}

/** An archived room can only be read. */
export function requireUnarchived({ isArchived }: Room): void {
  if (isArchived) throw forbidden('The room is archived.');
}

export function requireAdministrator(state: State, actor: Person): void {
  if (!isAdministrator(state, actor)) throw forbidden('Only an administrator can do this.');
}

/** Compliance officers see the rooms, teams, messages and files of the whole organization. */
export function isComplianceOfficer(state: State, person: Person): boolean {
  return person.profile.roles.includes(state.complianceRole);
}

export function canSeeRoom(state: State, actor: Person, room: Room): boolean {
  return room.members.has(actor.id) || isComplianceOfficer(state, actor);
}

/** A room whose contents the actor can see. Any other looks like one that doesn't exist. */
export function visibleRoom(state: State, actor: Person, roomId: string): Room {
  const room = state.rooms.get(roomId);
  if (room === undefined || !canSeeRoom(state, actor, room))
    throw notFound('a room with the provided roomId');
  return room;
}

/** A message in a room that the actor can see; for a bot in a group room, one that mentions it. */
export function visibleMessage(state: State, actor: Person, messageId: string): Message {
  const message = state.messages.get(messageId);
  if (message === undefined || !canSeeRoom(state, actor, message.room) || !canRead(actor, message)) {
    throw notFound('a message with the provided messageId');
  }
  return message;
}

/** Whether a member of the room may read the message. */
export function canRead(actor: Person, { room, personId, wording }: Message): boolean {
  if (isUnrestricted(actor, room) || personId === actor.id) return true;
  return isMentioned(actor, wording);
}

/** In a group room, bots see only messages that mention them. */
export function isUnrestricted(actor: Person, room: Room): boolean {
  return actor.type !== 'bot' || room.type === 'direct';
}

/** As in the service, a mention of all isn't a mention of a bot. */
export function isMentioned(actor: Person, { mentionedPeople }: Message['wording']): boolean {
  return mentionedPeople?.includes(actor.id) ?? false;
}

/** The actor's membership of a team. A team that one isn't in looks like one that doesn't exist. */
export function ownTeamMembership(state: State, actor: Person, teamId: string): TeamMembership {
  const membership = state.teams.get(teamId)?.members.get(actor.id);
  if (membership === undefined) throw notFound('a team with the provided teamId');
  return membership;
}

export function canSeeTeam(state: State, actor: Person, { members }: Team): boolean {
  return members.has(actor.id) || isComplianceOfficer(state, actor);
}

export function visibleTeam(state: State, actor: Person, teamId: string): Team {
  const team = state.teams.get(teamId);
  if (team === undefined || !canSeeTeam(state, actor, team))
    throw notFound('a team with the provided teamId');
  return team;
}

/** Administrators may do what a compliance officer may in rooms that they are in. */
export function mayDoCompliance(state: State, actor: Person): boolean {
  return isComplianceOfficer(state, actor) || isAdministrator(state, actor);
}

export function requireTeamModerator({ isModerator }: TeamMembership, what: string): void {
  if (!isModerator) throw forbidden(`Only a moderator of the team can ${what}.`);
}

export function requireCompliance(state: State, actor: Person): void {
  if (mayDoCompliance(state, actor)) return;
  throw forbidden('Only a compliance officer or an administrator can do this.');
}
