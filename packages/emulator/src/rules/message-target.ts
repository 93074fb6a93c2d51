import { ownMembership } from '../access.js';
import { emailAddress } from '../requirements.js';
import { badRequest, notFound } from '../service-error.js';
import type { Membership, Person } from '../state/entities.js';
import { personToInvite } from '../state/people.js';
import { directRoom } from '../state/rooms.js';
import type { State } from '../state/state.js';

export interface Target {
  readonly roomId?: string | undefined;
  readonly toPersonId?: string | undefined;
  readonly toPersonEmail?: string | undefined;
}

/**
 * The sender's membership of the room that a message is for. A direct room is opened, and whoever nobody knows at that
 * address is invited.
 */
export function resolveTarget(
  state: State,
  actor: Person,
  { roomId, toPersonId, toPersonEmail }: Target,
): { membership: Membership; recipient?: Person | undefined } {
  if (roomId !== undefined) return { membership: ownMembership(state, actor, roomId) };
  const recipient =
    toPersonEmail === undefined
      ? state.people.get(toPersonId ?? '')
      : personToInvite(state, emailAddress(toPersonEmail, 'toPersonEmail'));
  if (recipient === undefined) throw notFound('a person with the provided toPersonId');
  if (recipient === actor) throw badRequest("You can't send a direct message to yourself.");
  return { membership: ownMembership(state, actor, directRoom(state, actor, recipient).id), recipient };
}
