import { addMembership, hasModerator, removeMembership, setModerator } from '../memberships/store.js';
import { removeMessage } from '../messages/store.js';
import type { Membership, Person, Room } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { SortedList } from '../store/sorted-list.js';
import { publish, type State } from '../store/state.js';

export interface NewRoom {
  title: string;
  isLocked?: boolean | undefined;
  isAnnouncementOnly?: boolean | undefined;
  isPublic?: boolean | undefined;
  description?: string | undefined;
  teamId?: string | undefined;
  classificationId?: string | undefined;
  id?: string | undefined;
  created?: string | undefined;
}

/** Creates a group room with its creator in it. */
export function addGroupRoom(state: State, creator: Person, attributes: NewRoom): Room {
  const room = addRoom(state, creator, 'group', attributes);
  publish(state, { resource: 'rooms', event: 'created', data: room, actor: creator });
  addMembership(state, room, creator, { isModerator: room.isLocked, actor: creator });
  return room;
}

/** The direct room of these two people, created if there is none. */
export function directRoom(state: State, actor: Person, other: Person): Room {
  const existing = findDirectRoom(state, actor, other);
  if (existing !== undefined) return existing;
  const room = addRoom(state, actor, 'direct', { title: '' });
  state.directRooms.set(pair(actor, other), room);
  publish(state, { resource: 'rooms', event: 'created', data: room, actor });
  for (const person of [actor, other]) addMembership(state, room, person, { isModerator: false, actor });
  return room;
}

export function findDirectRoom(state: State, one: Person, other: Person): Room | undefined {
  return state.directRooms.get(pair(one, other));
}

export function setPublic(state: State, room: Room, isPublic: boolean): void {
  if (room.isPublic === isPublic) return;
  if (!isPublic) state.publicRooms.remove(room);
  room.isPublic = isPublic;
  room.madePublic = isPublic ? state.clock.next() : undefined;
  if (isPublic) state.publicRooms.add(room);
}

/** Locking a room makes the actor its moderator; unlocking it removes all moderators. */
export function setLocked(state: State, room: Room, isLocked: boolean, actor: Person): void {
  if (room.isLocked === isLocked) return;
  room.isLocked = isLocked;
  const locker = room.members.get(actor.id);
  if (isLocked && locker !== undefined) setModerator(state, locker, { isModerator: true, actor });
  if (!isLocked) {
    room.isAnnouncementOnly = false;
    for (const member of room.members.values()) setModerator(state, member, { isModerator: false, actor });
  }
}

/** Unlocks a moderated room without a moderator, which nobody could change. */
export function unlockWithoutModerator(state: State, room: Room, actor: Person): void {
  if (!room.isLocked || hasModerator(room)) return;
  setLocked(state, room, false, actor);
  publish(state, { resource: 'rooms', event: 'updated', data: room, actor });
}

/** Removes a person from a room, and the room itself if nobody is left in it. */
export function leaveRoom(state: State, membership: Membership, actor: Person): void {
  const { room } = membership;
  publish(state, { resource: 'memberships', event: 'deleted', data: membership, actor });
  removeMembership(state, membership);
  if (room.members.size === 0) removeRoom(state, room, actor);
  else unlockWithoutModerator(state, room, actor);
}

/** Deletes a room and everything in it. */
export function removeRoom(state: State, room: Room, actor: Person): void {
  publish(state, { resource: 'rooms', event: 'deleted', data: room, actor });
  setPublic(state, room, false);
  for (const message of [...room.messages.ascending()]) removeMessage(state, message);
  for (const membership of [...room.members.values()]) removeMembership(state, membership);
  for (const link of room.links.ascending()) state.roomLinks.delete(link.id);
  if (room.type === 'direct') {
    for (const [key, direct] of state.directRooms) if (direct === room) state.directRooms.delete(key);
  }
  state.rooms.delete(room.id);
}

/** Removes a room from its members' lists. As in the service, members can still read it by its id. */
export function archiveRoom(state: State, room: Room, actor: Person): void {
  if (room.isArchived) return;
  setPublic(state, room, false);
  room.isArchived = true;
  for (const { person } of room.members.values()) {
    for (const list of Object.values(person.rooms)) list.remove(room);
  }
  publish(state, { resource: 'rooms', event: 'updated', data: room, actor });
}

export function addRoom(
  state: State,
  creator: Pick<Person, 'id' | 'orgId'>,
  type: Room['type'],
  attributes: NewRoom,
): Room {
  const { isLocked = false, isAnnouncementOnly = false, isPublic = false, ...rest } = attributes;
  const { id = identifier('ROOM'), created = state.clock.next() } = attributes;
  const room: Room = {
    ...rest,
    isLocked,
    isAnnouncementOnly,
    id,
    type,
    creatorId: creator.id,
    ownerId: creator.orgId,
    created,
    lastActivity: created,
    isReadOnly: false,
    isPublic: false,
    isArchived: false,
    members: new Map(),
    memberships: new SortedList((membership) => membership.created),
    messages: new SortedList((message) => message.created),
    links: new SortedList((link) => link.created),
  };
  state.rooms.set(room.id, room);
  setPublic(state, room, isPublic);
  return room;
}

export function pair(one: Person, other: Person): string {
  return [one.id, other.id].sort().join(' ');
}
