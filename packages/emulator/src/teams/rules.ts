import { forbidden } from '../http/service-error.js';
import type { Membership, Room, TeamMembership } from '../store/entities.js';
import type { State } from '../store/state.js';

/** A team is never without a moderator. */
export function keepModerator({ isModerator, team }: TeamMembership): void {
  const moderators = [...team.members.values()].filter((member) => member.isModerator);
  if (isModerator && moderators.length === 1) {
    throw forbidden('The last moderator of a team must make another member a moderator first.');
  }
}

/** The last moderator of a team stays in its General room too. */
export function keepTeamModerator(state: State, { room, person }: Membership): void {
  const membership = state.teams.get(room.teamId ?? '')?.members.get(person.id);
  if (membership !== undefined && isGeneral(state, room)) keepModerator(membership);
}

/** Whether a room is the one that its team has from the start. */
export function isGeneral(state: State, room: Room): boolean {
  return state.teams.get(room.teamId ?? '')?.generalRoomId === room.id;
}
