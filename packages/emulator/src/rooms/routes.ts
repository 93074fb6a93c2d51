import { createHash } from 'node:crypto';
import { readBody } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryChoice, queryFlag, queryText, queryTime } from '../http/query.js';
import { notTogether } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, forbidden, notFound } from '../http/service-error.js';
import { canSeeRoom, isComplianceOfficer, ownMembership, visibleRoom } from '../store/access.js';
import type { Room } from '../store/entities.js';
import { nameIn } from '../store/identifier.js';
import { SortedList } from '../store/sorted-list.js';
import type { State } from '../store/state.js';
import { isGeneral, keepTeamModerator } from '../teams/rules.js';
import { presentRoom } from './present.js';
import { applyRoomUpdate, readNewRoom } from './rules.js';
import { addGroupRoom, archiveRoom, leaveRoom, removeRoom } from './store.js';

export const rooms: readonly Route[] = [
  { method: 'GET', path: 'rooms', handle: list },
  { method: 'POST', path: 'rooms', handle: create },
  { method: 'GET', path: 'rooms/:roomId', handle: get },
  { method: 'GET', path: 'rooms/:roomId/meetingInfo', handle: getMeetingInfo },
  { method: 'PUT', path: 'rooms/:roomId', handle: update },
  { method: 'DELETE', path: 'rooms/:roomId', handle: remove },
];

const max = { defaultValue: 100, limit: 1000 };

function list(call: Call): Response {
  const { state, actor } = call.var;
  const teamId = queryText(call, 'teamId');
  const type = queryChoice(call, 'type', ['direct', 'group']);
  const sortBy = queryChoice(call, 'sortBy', ['id', 'lastactivity', 'created']);
  const from = queryTime(call, 'from');
  const to = queryTime(call, 'to');
  if (from !== undefined && to !== undefined && from > to)
    throw badRequest('from must not be later than to.');
  const present = (room: Room) => presentRoom(room, actor);
  const filter = (room: Room) =>
    (teamId === undefined || room.teamId === teamId) &&
    (type === undefined || room.type === type) &&
    (from === undefined || (room.madePublic !== undefined && room.madePublic > from)) &&
    (to === undefined || (room.madePublic !== undefined && room.madePublic < to));

  if (queryFlag(call, 'orgPublicSpaces')) {
    notTogether('orgPublicSpaces', { teamId, type, sortBy });
    const items = state.publicRooms;
    return answerPage(call, { name: 'rooms public', items, order: 'descending', filter, present, max });
  }
  const by = sortBy ?? 'lastactivity';
  const order = by === 'id' ? 'ascending' : 'descending';
  const items = isComplianceOfficer(state, actor) ? allRooms(state, actor.rooms[by]) : actor.rooms[by];
  return answerPage(call, { name: `rooms ${by}`, items, order, filter, present, max });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const room = addGroupRoom(state, actor, readNewRoom(state, await readBody(call), actor));
  return call.json(presentRoom(room, actor));
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  const room = state.rooms.get(pathPart(call, 'roomId'));
  const isVisible = room?.isPublic || (room !== undefined && canSeeRoom(state, actor, room));
  if (!isVisible) throw notFound('a room with the provided roomId');
  return call.json(presentRoom(room, actor));
}

function getMeetingInfo(call: Call): Response {
  const { state, actor } = call.var;
  const room = visibleRoom(state, actor, pathPart(call, 'roomId'));
  const name = nameIn(room.id, 'ROOM') ?? '';
  const digits = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`).toString();
  const meetingNumber = `2${digits.slice(0, 10)}`;
  return call.json({
    roomId: room.id,
    meetingLink: `https://example.webex.com/m/${name}`,
    sipAddress: `${meetingNumber}@example.webex.com`,
    meetingNumber,
    meetingId: meetingNumber,
    callInTollFreeNumber: '+1-800-555-0100',
    callInTollNumber: '+1-202-555-0100',
  });
}

async function update(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const body = await readBody(call);
  const room = visibleRoom(state, actor, pathPart(call, 'roomId'));
  applyRoomUpdate(state, room, actor, body);
  return call.json(presentRoom(room, actor));
}

/**
 * Deletes the room for a moderator, removes anybody else from it, as documented. In a room that isn't moderated its
 * creator can delete it, because there is no moderator. The rooms of a team are archived instead.
 */
function remove(call: Call): Response {
  const { state, actor } = call.var;
  const membership = ownMembership(state, actor, pathPart(call, 'roomId'));
  const { room, isModerator } = membership;
  if (room.type === 'direct') throw badRequest("A direct room can't be deleted; hide it by its membership.");
  const mayDelete = isModerator || (!room.isLocked && room.creatorId === actor.id);
  if (!mayDelete) {
    keepTeamModerator(state, membership);
    leaveRoom(state, membership, actor);
  } else if (room.teamId === undefined) removeRoom(state, room, actor);
  else if (isGeneral(state, room)) throw forbidden('The General room is deleted with its team only.');
  else archiveRoom(state, room, actor);
  return call.body(null, 204);
}

/** All rooms of the organization that aren't archived, in the order of this list. */
function allRooms(state: State, { keyOf }: SortedList<Room>): SortedList<Room> {
  const list = new SortedList(keyOf);
  const rooms = [...state.rooms.values()].filter(({ isArchived }) => !isArchived);
  rooms.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const room of rooms) list.add(room);
  return list;
}
