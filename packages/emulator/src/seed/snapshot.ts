import type {
  Membership,
  Message,
  Person,
  Room,
  RoomLink,
  Team,
  TeamMembership,
  Webhook,
} from '../store/entities.js';
import type { State } from '../store/state.js';
import type {
  Scene,
  SceneFile,
  SceneLink,
  SceneMember,
  SceneMessage,
  ScenePerson,
  SceneRoom,
} from './scene.js';
import { type StandardUser, standardUsers } from './users.js';

/** Writes a state as a scene that `loadScene` reads back the same. Tokens, events and logs are not in it. */
export function takeSnapshot(state: State, standard: Readonly<Record<StandardUser, Person>>): Scene {
  const users = new Map<Person, StandardUser>();
  for (const user of Object.keys(standardUsers) as StandardUser[]) users.set(standard[user], user);
  const deleted = [...users.keys()].filter(({ id }) => !state.people.has(id));
  const people = [...state.people.values(), ...deleted];
  // A copy that holds nothing of the state, without what JSON leaves out.
  return JSON.parse(
    JSON.stringify({
      organizationId: state.organizationId,
      people: people.map((person) => ofPerson(state, person, users.get(person))),
      teams: [...state.teamsInOrder.ascending()].map(ofTeam),
      rooms: [...state.rooms.values()].map((room) => ofRoom(state, room)),
      webhooks: [...state.webhooksInOrder.ascending()].map(ofWebhook),
    } satisfies Scene),
  );
}

function ofPerson(state: State, person: Person, user: StandardUser | undefined): ScenePerson {
  const { id, email, type, profile, invitePending, created, lastModified, lastActivity } = person;
  const [guestSubject] = [...state.guestsBySubject].find(([, guest]) => guest === person) ?? [];
  const { firstName, lastName, nickName } = profile;
  // Null for what a standard user doesn't have any more.
  const names = { firstName, lastName, nickName };
  const orNull = { firstName: firstName ?? null, lastName: lastName ?? null, nickName: nickName ?? null };
  return {
    id,
    user,
    deleted: state.people.has(id) ? undefined : true,
    email,
    type,
    ...profile,
    ...(user === undefined ? names : orNull),
    roles: state.roles.filter((role) => profile.roles.includes(role.id)).map(({ name }) => name),
    licenses: profile.licenses.flatMap((license) => state.licenses.get(license)?.name ?? []),
    invitePending,
    guestSubject,
    created,
    lastModified,
    lastActivity,
  };
}

function ofTeam({ id, name, description, created, generalRoomId, memberships }: Team) {
  const members = [...memberships.ascending()].map(ofMember);
  return { id, name, description, created, generalRoom: generalRoomId, members };
}

function ofMember(membership: Membership | TeamMembership): SceneMember {
  const { person, isModerator, created } = membership;
  const isRoomHidden = 'isRoomHidden' in membership && membership.isRoomHidden ? true : undefined;
  return { person: person.email, isModerator, isRoomHidden, created };
}

function ofRoom(state: State, room: Room): SceneRoom {
  const { members, memberships, messages, links, creatorId, ownerId, teamId, title, ...attributes } = room;
  const all = [...links.ascending()];
  return {
    ...attributes,
    title: room.type === 'group' ? title : undefined,
    team: state.teams.has(teamId ?? '') ? teamId : undefined,
    creator: creatorId,
    members: [...memberships.ascending()].map(ofMember),
    messages: [...messages.ascending()].map((message) => ofMessage(state, message)),
    tabs: all.filter(({ kind }) => kind === 'ROOM_TAB').map(ofLink),
    linkedFolders: all.filter(({ kind }) => kind === 'LINKED_FOLDER').map(ofLink),
  };
}

function ofMessage(state: State, message: Message): SceneMessage {
  const { id, personId, personEmail, parentId, wording, files, attachments, created, updated, edits } =
    message;
  const actions = message.attachments.length === 0 ? [] : actionsOf(state, message);
  return {
    id,
    from: personEmail,
    personId,
    parent: parentId,
    ...wording,
    files: files.length > 0 ? files.map((file) => ofFile(state, file)) : undefined,
    attachments: attachments.length > 0 ? attachments : undefined,
    created,
    updated,
    edits: edits > 0 ? edits : undefined,
    actions: actions.length > 0 ? actions : undefined,
  };
}

function actionsOf(state: State, message: Message) {
  const actions = [...state.attachmentActions.values()].filter((action) => action.message === message);
  return actions
    .filter(({ personId }) => state.people.has(personId))
    .map(({ id, personId, inputs, created }) => ({ id, from: personId, inputs, created }));
}

function ofFile(state: State, id: string): SceneFile {
  const file = state.contents.get(id)?.file;
  if (file === undefined || file === 'gone') return { id, url: 'http://127.0.0.1/gone' };
  if (typeof file === 'string') return { id, url: file };
  const base64 = Buffer.from(file.bytes).toString('base64');
  return { id, name: file.name, contentType: file.contentType, base64, scan: file.scan.result };
}

function ofLink({ id, creatorId, created, attributes }: RoomLink): SceneLink {
  return { id, creator: creatorId, created, attributes };
}

function ofWebhook({
  id,
  owner,
  name,
  targetUrl,
  resource,
  event,
  filter,
  secret,
  ownedBy,
  status,
  created,
}: Webhook) {
  return {
    id,
    owner: owner.email,
    name,
    targetUrl,
    resource,
    event,
    filter,
    secret,
    ownedBy,
    status,
    created,
  };
}
