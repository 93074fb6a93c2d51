import { type Body, flagOf, isObject, objectOf, objectsOf, textOf, textsOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { addMembership } from '../memberships/store.js';
import { renderMarkdown } from '../messages/markdown.js';
import { addContent, insertMessage } from '../messages/store.js';
import { addRoom, pair, setPublic } from '../rooms/store.js';
import { touchRoom } from '../store/activity.js';
import type { Message, Person, Room, StoredFile, Team, Wording } from '../store/entities.js';
import { nameIn } from '../store/identifier.js';
import { onlyKnown, type Reader, readEach } from './reading.js';

const flags = ['isLocked', 'isAnnouncementOnly', 'isReadOnly', 'isPublic', 'isArchived'] as const;
const texts = ['id', 'type', 'title', 'team', 'creator', 'description', 'classificationId'];
const times = ['madePublic', 'created', 'lastActivity'];
const roomNames = [...texts, ...flags, ...times, 'members', 'messages', 'tabs', 'linkedFolders'];
const messageNames = [
  ...['from', 'id', 'personId', 'parent', 'text', 'markdown', 'html', 'mentionedPeople', 'mentionedGroups'],
  ...['files', 'attachments', 'created', 'updated', 'edits', 'actions'],
];

export interface Member {
  readonly body: Body;
  readonly person: Person;
}

/** The members, each an email address or an object. */
export function readMembers(reader: Reader, body: Body, path: string): Member[] {
  const list = Array.isArray(body.members) ? body.members : [];
  const members: Member[] = [];
  const objects = list.map((member: unknown) => (isObject(member) ? member : { person: member }));
  readEach({ members: objects }, 'members', path, (member) => {
    onlyKnown(member, ['person', 'id', 'isModerator', 'isRoomHidden', 'created']);
    const person = reader.person(member, 'person');
    if (members.some((one) => one.person === person)) throw new TypeError(`${person.email} is given twice.`);
    members.push({ body: member, person });
  });
  if (members.length === 0) throw new TypeError('members is required: an array with one person or more.');
  return members;
}

export function loadRoom(reader: Reader, body: Body, path: string): void {
  const { state } = reader;
  onlyKnown(body, roomNames);
  const type = textOf(body, 'type') ?? 'group';
  if (type !== 'group' && type !== 'direct')
    throw new TypeError(`type must be group or direct, not "${type}".`);
  const members = readMembers(reader, body, path);
  const creator = members[0]?.person;
  if (creator === undefined) throw new TypeError('members is required.');
  const creatorId = creatorOf(reader, body) ?? creator.id;
  const room = addRoom(state, { id: creatorId, orgId: state.organizationId }, type, {
    id: reader.id(body, 'ROOM'),
    created: reader.time(body),
    title: type === 'group' ? required(textOf(body, 'title'), 'title') : '',
    isLocked: flagOf(body, 'isLocked') ?? false,
    isAnnouncementOnly: flagOf(body, 'isAnnouncementOnly') ?? false,
    description: textOf(body, 'description'),
    classificationId: textOf(body, 'classificationId'),
    teamId: teamOf(reader, body)?.id,
  });
  if (type === 'direct') addDirect(reader, room, members);
  for (const { person, body: member } of members) {
    const isModerator = flagOf(member, 'isModerator') ?? false;
    addMembership(state, room, person, { isModerator, actor: creator, created: reader.time(member) });
  }
  readEach(body, 'messages', path, (message, place) => loadMessage(reader, room, message, place));
  loadLinks(reader, room, creator, body, path);
  room.isReadOnly = flagOf(body, 'isReadOnly') ?? false;
  if (flagOf(body, 'isPublic')) {
    setPublic(state, room, true);
    if (body.madePublic !== undefined) {
      state.publicRooms.remove(room);
      room.madePublic = reader.time(body, 'madePublic');
      state.publicRooms.add(room);
    }
  }
  if (body.lastActivity !== undefined) touchRoom(room, reader.time(body, 'lastActivity'));
  for (const { person, body: member } of members) {
    const membership = room.members.get(person.id);
    if (membership !== undefined) membership.isRoomHidden = flagOf(member, 'isRoomHidden') ?? false;
  }
  if (flagOf(body, 'isArchived')) {
    room.isArchived = true;
    for (const { person } of members) for (const list of Object.values(person.rooms)) list.remove(room);
  }
}

/** The id of the creator, who may have been deleted. */
function creatorOf(reader: Reader, body: Body): string | undefined {
  const creator = textOf(body, 'creator');
  if (creator === undefined || nameIn(creator, 'PEOPLE') !== undefined) return creator;
  return reader.person(body, 'creator').id;
}

function teamOf({ state }: Reader, body: Body): Team | undefined {
  const team = textOf(body, 'team');
  if (team === undefined) return undefined;
  const found = state.teams.get(team) ?? [...state.teams.values()].find(({ name }) => name === team);
  if (found === undefined) throw new TypeError(`team: no team has the name or id "${team}".`);
  return found;
}

function addDirect({ state }: Reader, room: Room, members: readonly Member[]): void {
  const [one, other] = members;
  if (members.length > 2) throw new TypeError('a direct room has at most two members.');
  // The other person may have been deleted.
  if (one === undefined || other === undefined) return;
  const key = pair(one.person, other.person);
  if (state.directRooms.has(key)) throw new TypeError('these two people have a direct room already.');
  state.directRooms.set(key, room);
}

function loadMessage(reader: Reader, room: Room, body: Body, path: string): void {
  const { state } = reader;
  onlyKnown(body, messageNames);
  // The author may have been deleted since, if their id is given.
  const personId = textOf(body, 'personId') ?? reader.person(body, 'from').id;
  const parentId = textOf(body, 'parent');
  const message: Message = {
    id: reader.id(body, 'MESSAGE'),
    room,
    parentId,
    personId,
    personEmail: required(textOf(body, 'from'), 'from'),
    created: reader.time(body),
    files: loadFiles(reader, room, body, path),
    attachments: objectsOf(body, 'attachments') ?? [],
    wording: readWording(body, room),
    edits: Number(body.edits ?? 0),
    updated: body.updated === undefined ? undefined : reader.anyTime(body, 'updated'),
  };
  if (parentId !== undefined && body.personId === undefined && state.messages.get(parentId)?.room !== room) {
    throw new TypeError(`parent: no earlier message of the room has the id "${parentId}".`);
  }
  insertMessage(state, message);
  readEach(body, 'actions', path, (action) => {
    onlyKnown(action, ['from', 'inputs', 'id', 'created']);
    const inputs = objectOf(action, 'inputs');
    if (inputs === undefined) throw new TypeError('inputs is required: an object.');
    const id = reader.id(action, 'ATTACHMENT_ACTION');
    const person = reader.person(action, 'from');
    state.attachmentActions.set(id, {
      id,
      message,
      personId: person.id,
      inputs,
      created: reader.time(action),
    });
  });
}

function readWording(body: Body, room: Room): Wording {
  const text = textOf(body, 'text');
  const markdown = textOf(body, 'markdown');
  const html = textOf(body, 'html');
  if (markdown !== undefined && html === undefined) {
    const people = [...room.members.values()].map(({ person }) => person);
    const rendered = renderMarkdown(markdown, people);
    return { ...rendered, markdown, text: text ?? rendered.text };
  }
  const mentionedPeople = textsOf(body, 'mentionedPeople');
  return { text, markdown, html, mentionedPeople, mentionedGroups: textsOf(body, 'mentionedGroups') };
}

function loadFiles(reader: Reader, room: Room, body: Body, path: string): string[] {
  const list = Array.isArray(body.files) ? body.files : [];
  const ids: string[] = [];
  const files = list.map((file: unknown) => (isObject(file) ? file : { url: file }));
  readEach({ files }, 'files', path, (file) => {
    onlyKnown(file, ['id', 'url', 'name', 'contentType', 'base64', 'scan']);
    ids.push(addContent(reader.state, room, readFile(file), reader.id(file, 'CONTENT')));
  });
  return ids;
}

function readFile(file: Body): string | StoredFile {
  const url = textOf(file, 'url');
  if (url !== undefined) {
    if (!URL.canParse(url)) throw new TypeError(`url must be a URL, not "${url}".`);
    return new URL(url).href;
  }
  const result = textOf(file, 'scan') ?? 'clean';
  if (result !== 'clean' && result !== 'unscannable' && result !== 'infected') {
    throw new TypeError('scan must be clean, unscannable or infected.');
  }
  return {
    name: required(textOf(file, 'name'), 'name'),
    contentType: textOf(file, 'contentType') ?? 'application/octet-stream',
    bytes: new Uint8Array(Buffer.from(textOf(file, 'base64') ?? '', 'base64')),
    scan: { endsAt: 0, result },
  };
}

function loadLinks(reader: Reader, room: Room, creator: Person, body: Body, path: string): void {
  for (const [name, kind] of [
    ['tabs', 'ROOM_TAB'],
    ['linkedFolders', 'LINKED_FOLDER'],
  ] as const) {
    readEach(body, name, path, (link) => {
      onlyKnown(link, ['id', 'creator', 'created', 'attributes']);
      const given = objectOf(link, 'attributes') ?? {};
      const attributes = Object.fromEntries(Object.keys(given).map((key) => [key, textOf(given, key) ?? '']));
      const creatorId = creatorOf(reader, link) ?? creator.id;
      const added = {
        id: reader.id(link, kind),
        kind,
        room,
        creatorId,
        created: reader.time(link),
        attributes,
      };
      reader.state.roomLinks.set(added.id, added);
      room.links.add(added);
    });
  }
}
