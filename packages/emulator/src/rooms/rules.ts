import { type Body, flagOf, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { badRequest, forbidden } from '../http/service-error.js';
import { ownTeamMembership, requireModerator, requireUnarchived } from '../store/access.js';
import type { Membership, Person, Room } from '../store/entities.js';
import { isAdministrator, publish, type State } from '../store/state.js';
import { roomTitle } from './present.js';
import { type NewRoom, setLocked, setPublic } from './store.js';

export function readNewRoom(state: State, body: Body, creator: Person): NewRoom {
  const room = readAttributes(body);
  if (room.teamId !== undefined) ownTeamMembership(state, creator, room.teamId);
  checkAttributes(room);
  if (room.classificationId !== undefined && creator.type === 'bot') {
    throw forbidden("A bot can't classify the room that it creates; it can update it later.");
  }
  return room;
}

/** Puts an update through, all of it or nothing. */
export function applyRoomUpdate(state: State, membership: Membership, body: Body): void {
  const { room, person: actor } = membership;
  const wanted = readAttributes(body);
  const isReadOnly = flagOf(body, 'isReadOnly');
  requireUnarchived(room);
  requireModerator(membership, 'change a room');
  if (room.type === 'direct') checkDirect(wanted, roomTitle(room, actor));
  if (isReadOnly !== undefined && isReadOnly !== room.isReadOnly) checkReadOnly(state, room, actor);
  if (wanted.isPublic && !room.isPublic && !isAdministrator(state, actor)) {
    throw forbidden('Only an administrator, who stands in for a compliance officer, can set isPublic.');
  }
  if (wanted.teamId !== undefined) ownTeamMembership(state, actor, wanted.teamId);
  if (room.teamId !== undefined && (wanted.teamId ?? room.teamId) !== room.teamId) {
    throw badRequest('teamId is set already: a room does not move between teams.');
  }
  const isLocked = wanted.isLocked ?? room.isLocked;
  // Unlocking ends announcement mode, unless the update insists on it.
  const kept = isLocked && room.isAnnouncementOnly;
  checkAttributes({
    title: wanted.title,
    isLocked,
    isAnnouncementOnly: wanted.isAnnouncementOnly ?? kept,
    isPublic: wanted.isPublic ?? room.isPublic,
    description: wanted.description ?? room.description,
  });

  if (room.type === 'group') room.title = wanted.title;
  room.description = wanted.description ?? room.description;
  // A space by itself is how a description is removed.
  if (room.description?.trim() === '') room.description = undefined;
  room.teamId = wanted.teamId ?? room.teamId;
  room.classificationId = wanted.classificationId ?? room.classificationId;
  room.isReadOnly = isReadOnly ?? room.isReadOnly;
  setLocked(state, room, isLocked, actor);
  room.isAnnouncementOnly = wanted.isAnnouncementOnly ?? kept;
  setPublic(state, room, wanted.isPublic ?? room.isPublic);
  publish(state, { resource: 'rooms', event: 'updated', data: room, actor });
}

function readAttributes(body: Body): NewRoom {
  const teamId = textOf(body, 'teamId');
  return {
    title: required(textOf(body, 'title'), 'title'),
    teamId,
    isLocked: flagOf(body, 'isLocked'),
    isPublic: flagOf(body, 'isPublic'),
    isAnnouncementOnly: flagOf(body, 'isAnnouncementOnly'),
    description: textOf(body, 'description'),
    classificationId: textOf(body, 'classificationId'),
  };
}

function checkAttributes({ isLocked, isAnnouncementOnly, isPublic, description = '' }: NewRoom): void {
  if (isAnnouncementOnly && !isLocked) throw badRequest('isAnnouncementOnly requires isLocked.');
  if (isPublic && description.trim() === '') throw badRequest('isPublic requires a description.');
}

function checkDirect({ title, ...others }: NewRoom, current: string): void {
  const names = Object.entries(others).filter(([, value]) => value !== undefined && value !== false);
  const [name] = title === current ? names.map(([name]) => name) : ['title'];
  if (name !== undefined) throw badRequest(`${name} can't be changed in a direct room.`);
}

function checkReadOnly(state: State, room: Room, actor: Person): void {
  if (room.type !== 'direct') throw badRequest('isReadOnly can be set on direct rooms only.');
  if (!isAdministrator(state, actor)) {
    throw forbidden('Only an administrator, who stands in for a compliance officer, can set isReadOnly.');
  }
}
