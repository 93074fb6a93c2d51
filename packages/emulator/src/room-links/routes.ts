import { type Body, readBody, textOf } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryText } from '../http/query.js';
import { required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { canSeeRoom, ownMembership, requireUnarchived, visibleRoom } from '../store/access.js';
import type { RoomLink } from '../store/entities.js';
import type { Kind } from '../store/identifier.js';
import { presentRoomLink } from './present.js';
import { addRoomLink, removeRoomLink, updateRoomLink } from './store.js';

/** Room tabs and linked folders, which differ in their attributes only. */
interface LinkKind {
  readonly path: string;
  readonly kind: Kind;
  readonly what: string;
  readonly attributes: readonly string[];
  /** Throws an error for invalid attributes. */
  readonly check?: (attributes: Readonly<Record<string, string>>) => void;
}

const tabs: LinkKind = {
  path: 'room/tabs',
  kind: 'ROOM_TAB',
  what: 'a room tab',
  attributes: ['displayName', 'contentUrl'],
  check: ({ contentUrl = '' }) => {
    if (!/^https:\/\//i.test(contentUrl)) throw badRequest('contentUrl must begin with https://.');
  },
};

const folders: LinkKind = {
  path: 'room/linkedFolders',
  kind: 'LINKED_FOLDER',
  what: 'a linked folder',
  attributes: ['displayName', 'contentUrl', 'driveId', 'itemId', 'defaultFolder'],
};

export const roomLinks: readonly Route[] = [tabs, folders].flatMap(routesOf);

function routesOf(link: LinkKind): Route[] {
  const one = `${link.path}/:id`;
  return [
    { method: 'GET', path: link.path, handle: (call) => list(call, link) },
    { method: 'POST', path: link.path, handle: (call) => create(call, link) },
    { method: 'GET', path: one, handle: (call) => call.json(presentRoomLink(visible(call, link))) },
    { method: 'PUT', path: one, handle: (call) => update(call, link) },
    { method: 'DELETE', path: one, handle: (call) => remove(call, link) },
  ];
}

function list(call: Call, link: LinkKind): Response {
  const { state, actor } = call.var;
  const roomId = required(queryText(call, 'roomId'), 'roomId');
  const room = visibleRoom(state, actor, roomId);
  return answerPage(call, {
    name: `${link.path} ${roomId}`,
    items: room.links,
    order: 'ascending',
    filter: ({ kind }) => kind === link.kind,
    present: presentRoomLink,
    max: { defaultValue: 100, limit: 100 },
  });
}

async function create(call: Call, link: LinkKind): Promise<Response> {
  const { state, actor } = call.var;
  const { roomId, attributes } = read(await readBody(call), link);
  const { room } = ownMembership(state, actor, roomId);
  requireUnarchived(room);
  return call.json(presentRoomLink(addRoomLink(state, room, actor, { kind: link.kind, attributes })));
}

async function update(call: Call, link: LinkKind): Promise<Response> {
  const { roomId, attributes } = read(await readBody(call), link);
  const changed = own(call, link);
  if (changed.room.id !== roomId) throw badRequest(`roomId is not the room of ${link.what} with this id.`);
  requireUnarchived(changed.room);
  updateRoomLink(call.var.state, changed, attributes, call.var.actor);
  return call.json(presentRoomLink(changed));
}

function remove(call: Call, link: LinkKind): Response {
  const { state, actor } = call.var;
  const removed = own(call, link);
  requireUnarchived(removed.room);
  removeRoomLink(state, removed, actor);
  return call.body(null, 204);
}

function read(body: Body, { attributes, check }: LinkKind) {
  const roomId = required(textOf(body, 'roomId'), 'roomId');
  const given = Object.fromEntries(attributes.map((name) => [name, required(textOf(body, name), name)]));
  check?.(given);
  return { roomId, attributes: given };
}

function visible(call: Call, { kind, what }: LinkKind): RoomLink {
  const { state, actor } = call.var;
  const link = state.roomLinks.get(pathPart(call, 'id'));
  if (link === undefined || link.kind !== kind || !canSeeRoom(state, actor, link.room)) {
    throw notFound(`${what} with the provided id`);
  }
  return link;
}

/** Only members of the room change its links. */
function own(call: Call, kind: LinkKind): RoomLink {
  const link = visible(call, kind);
  ownMembership(call.var.state, call.var.actor, link.room.id);
  return link;
}
