import type { Membership, Person, Room } from '../store/entities.js';
import { membershipId } from '../store/identifier.js';
import { publish, type State } from '../store/state.js';

export function addMembership(
  state: State,
  room: Room,
  person: Person,
  { isModerator, actor, created }: { isModerator: boolean; actor: Person; created?: string | undefined },
): Membership {
  const membership: Membership = {
    id: membershipId(person.id, room.id),
    room,
    person,
    created: created ?? state.clock.next(),
    isModerator,
    isRoomHidden: false,
  };
  state.memberships.set(membership.id, membership);
  room.members.set(person.id, membership);
  room.memberships.add(membership);
  person.memberships.add(membership);
  for (const list of Object.values(person.rooms)) list.add(room);
  publish(state, { resource: 'memberships', event: 'created', data: membership, actor });
  return membership;
}

/** The caller decides what happens to the room. */
export function removeMembership(state: State, membership: Membership): void {
  const { room, person } = membership;
  state.memberships.delete(membership.id);
  room.members.delete(person.id);
  room.memberships.remove(membership);
  person.memberships.remove(membership);
  for (const list of Object.values(person.rooms)) list.remove(room);
}

export function setModerator(
  state: State,
  membership: Membership,
  { isModerator, actor }: { isModerator: boolean; actor: Person },
): void {
  if (membership.isModerator === isModerator) return;
  membership.isModerator = isModerator;
  publish(state, { resource: 'memberships', event: 'updated', data: membership, actor });
}

export function hasModerator(room: Room): boolean {
  return [...room.members.values()].some(({ isModerator }) => isModerator);
}
