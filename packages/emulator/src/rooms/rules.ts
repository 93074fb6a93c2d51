import { type Body, flagOf, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { badRequest, forbidden } from '../http/service-error.js';
import { mayDoCompliance, ownTeamMembership, requireModerator, requireUnarchived } from '../store/access.js';
import type { Person, Room } from '../store/entities.js';
import { publish, type State } from '../store/state.js';
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

/** Applies an update as a whole or not at all. */
export function applyRoomUpdate(state: State, room: Room, actor: Person, body: Body): void {
  const wanted = readAttributes(body);
  const isReadOnly = flagOf(body, 'isReadOnly');
  requireUnarchived(room);
  const membership = room.members.get(actor.id);
  if (membership === undefined) checkFromOutside({ ...wanted, isReadOnly }, roomTitle(room, actor));
  else requireModerator(membership, 'change a room');
  if (room.type === 'direct') checkDirect(wanted, roomTitle(room, actor));
  if (isReadOnly !== undefined && isReadOnly !== room.isReadOnly) checkReadOnly(state, room, actor);
  if (wanted.isPublic && !room.isPublic && !mayDoCompliance(state, actor)) {
    throw forbidden('Only a compliance officer or an administrator can set isPublic.');
  }
  if (wanted.teamId !== undefined) ownTeamMembership(state, actor, wanted.teamId);
  if (room.teamId !== undefined && (wanted.teamId ?? room.teamId) !== room.teamId) {
    throw badRequest("teamId is set already: a room can't move to another team.");
  }
  const isLocked = wanted.isLocked ?? room.isLocked;
  // Unlocking ends announcement mode unless the update sets it.
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
  // As documented, a single space removes the description.
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

/** A compliance officer who isn't in a room changes these only. */
function checkFromOutside(
  { title, ...others }: NewRoom & { isReadOnly: boolean | undefined },
  current: string,
): void {
  const { isAnnouncementOnly, description, isPublic, classificationId, ...refused } = others;
  const names = Object.entries(refused).filter(([, value]) => value !== undefined);
  const [name] = title === current ? names.map(([name]) => name) : ['title'];
  if (name !== undefined) throw forbidden(`Only members of the room can change ${name}.`);
}

function checkReadOnly(state: State, room: Room, actor: Person): void {
  if (room.type !== 'direct') throw badRequest('isReadOnly can be set on direct rooms only.');
  if (!mayDoCompliance(state, actor)) {
    throw forbidden('Only a compliance officer or an administrator can set isReadOnly.');
  }
}
