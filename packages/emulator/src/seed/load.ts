import { type Body, flagOf, isObject, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { addMembership } from '../memberships/store.js';
import { addGroupRoom } from '../rooms/store.js';
import type { Person } from '../store/entities.js';
import type { State } from '../store/state.js';
import { joinTeam, newTeam } from '../teams/store.js';
import { readNewWebhook } from '../webhooks/rules.js';
import { addWebhook } from '../webhooks/store.js';
import { loadPeople } from './load-people.js';
import { loadRoom, readMembers } from './load-rooms.js';
import { at, createReader, onlyKnown, type Reader, readEach } from './reading.js';
import type { StandardUser } from './users.js';

/** Fills an empty state with a scene. Throws a TypeError that names the place of what is wrong with it. */
export function loadScene(state: State, scene: unknown): Record<StandardUser, Person> {
  if (!isObject(scene)) throw new TypeError('seed must be a JSON object.');
  at('seed', () => onlyKnown(scene, ['organizationId', 'people', 'teams', 'rooms', 'webhooks']));
  const reader = createReader(state);
  const users = loadPeople(reader, scene);
  readEach(scene, 'teams', 'seed.', (team, path) => loadTeam(reader, team, path));
  readEach(scene, 'rooms', 'seed.', (room, path) => loadRoom(reader, room, path));
  // Their General rooms are rooms of the scene, or new ones.
  readEach(scene, 'teams', 'seed.', (team) => addGeneralRoom(reader, team));
  readEach(scene, 'webhooks', 'seed.', (webhook) => loadWebhook(reader, webhook));
  state.clock.advanceTo(reader.latest());
  return users;
}

function loadTeam(reader: Reader, body: Body, path: string): void {
  onlyKnown(body, ['name', 'id', 'description', 'created', 'generalRoom', 'members']);
  const { state } = reader;
  const name = required(textOf(body, 'name'), 'name');
  const id = reader.id(body, 'TEAM');
  const team = newTeam(state, {
    id,
    name,
    description: textOf(body, 'description'),
    created: reader.time(body),
  });
  team.generalRoomId = textOf(body, 'generalRoom');
  for (const { person, body: member } of readMembers(reader, body, path)) {
    const isModerator = flagOf(member, 'isModerator') ?? team.members.size === 0;
    joinTeam(state, team, person, isModerator, reader.time(member));
  }
}

function addGeneralRoom({ state }: Reader, body: Body): void {
  const name = textOf(body, 'name');
  const id = textOf(body, 'generalRoom');
  const team = [...state.teams.values()].find((one) => one.name === name && one.generalRoomId === id);
  if (team === undefined) return;
  if (id !== undefined) {
    if (!state.rooms.has(id)) throw new TypeError(`generalRoom: no room has the id "${id}".`);
    return;
  }
  const [creator, ...others] = [...team.memberships.ascending()].map(({ person }) => person);
  if (creator === undefined) return;
  const room = addGroupRoom(state, creator, { title: team.name, teamId: team.id });
  for (const person of others) addMembership(state, room, person, { isModerator: false, actor: creator });
  team.generalRoomId = room.id;
}

function loadWebhook(reader: Reader, body: Body): void {
  const names = ['name', 'targetUrl', 'resource', 'event', 'filter', 'secret', 'ownedBy', 'status'];
  onlyKnown(body, ['owner', 'id', 'created', ...names]);
  const owner = reader.person(body, 'owner');
  const ownedBy = body.ownedBy === 'creator' ? undefined : body.ownedBy;
  const wanted = readNewWebhook({ ...body, ownedBy }, owner);
  const id = reader.id(body, 'WEBHOOK');
  const webhook = addWebhook(reader.state, owner, wanted, { id, created: reader.time(body) });
  if (body.status === 'inactive') webhook.status = 'inactive';
}
