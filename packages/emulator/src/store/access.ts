import { forbidden, notFound } from '../http/service-error.js';
import type { Membership, Message, Person, Room, TeamMembership } from './entities.js';
import { isAdministrator, type State } from './state.js';

/** The actor's membership of a room. A room one isn't in looks the same as one that isn't there. */
export function ownMembership(state: State, actor: Person, roomId: string): Membership {
  const membership = state.rooms.get(roomId)?.members.get(actor.id);
  if (membership === undefined) throw notFound('a room with the provided roomId');
  return membership;
}

/** In a moderated room only moderators may do this. */
export function requireModerator({ room, isModerator }: Membership, what: string): void {
  if (room.isLocked && !isModerator) throw forbidden(`Only a moderator can ${what} in a moderated room.`);
}

/** An archived room can be read only. */
export function requireUnarchived({ isArchived }: Room): void {
  if (isArchived) throw forbidden('The room is archived.');
}

export function requireAdministrator(state: State, actor: Person): void {
  if (!isAdministrator(state, actor)) throw forbidden('Only an administrator can do this.');
}

/** A message in one of the actor's rooms; for a bot in a group room, one that concerns it. */
export function visibleMessage(state: State, actor: Person, messageId: string): Message {
  const message = state.messages.get(messageId);
  if (message === undefined || !message.room.members.has(actor.id) || !canRead(actor, message)) {
    throw notFound('a message with the provided messageId');
  }
  return message;
}

function canRead(actor: Person, { room, personId, wording }: Message): boolean {
  if (isUnrestricted(actor, room) || personId === actor.id) return true;
  return isMentioned(actor, wording);
}

/** Bots are told only what mentions them in a group room. */
export function isUnrestricted(actor: Person, room: Room): boolean {
  return actor.type !== 'bot' || room.type === 'direct';
}

/** Mentioning everybody mentions people by name only, as in the service: bots stay unaware of it. */
export function isMentioned(actor: Person, { mentionedPeople }: Message['wording']): boolean {
  return mentionedPeople?.includes(actor.id) ?? false;
}

/** The actor's membership of a team. A team one isn't in looks the same as one that isn't there. */
export function ownTeamMembership(state: State, actor: Person, teamId: string): TeamMembership {
  const membership = state.teams.get(teamId)?.members.get(actor.id);
  if (membership === undefined) throw notFound('a team with the provided teamId');
  return membership;
}

export function requireTeamModerator({ isModerator }: TeamMembership, what: string): void {
  if (!isModerator) throw forbidden(`Only a moderator of the team can ${what}.`);
}
