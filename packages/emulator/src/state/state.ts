import { Clock } from '../clock.js';
import { identifier } from '../identifier.js';
import { SortedList } from '../sorted-list.js';
import type { Content, Membership, Message, Person, Room } from './entities.js';

/** What the things are that others are told about when they change. */
interface Published {
  rooms: Room;
  memberships: Membership;
  messages: Message;
}

export type Change = {
  [Resource in keyof Published]: {
    readonly resource: Resource;
    readonly event: 'created' | 'updated' | 'deleted';
    /** The thing itself, not a copy: take what you need of it at once. */
    readonly data: Published[Resource];
    readonly actor: Person;
  };
}[keyof Published];

type Listener = (change: Change) => void;

/** All there is in one emulator. */
export interface State {
  readonly clock: Clock;
  readonly organizationId: string;
  /** The role that makes somebody an administrator. */
  readonly administratorRole: string;
  readonly people: Map<string, Person>;
  /** By address, in lower case. */
  readonly peopleByEmail: Map<string, Person>;
  readonly peopleByName: SortedList<Person>;
  readonly peopleByToken: Map<string, Person>;
  readonly rooms: Map<string, Room>;
  readonly publicRooms: SortedList<Room>;
  /** By the ids of the two people, in ascending order, with a space between. */
  readonly directRooms: Map<string, Room>;
  readonly memberships: Map<string, Membership>;
  readonly messages: Map<string, Message>;
  readonly contents: Map<string, Content>;
  readonly listeners: Set<Listener>;
}

/** An empty organization, whose clock starts as many milliseconds ago as told. */
export function createState(behind: number): State {
  return {
    clock: new Clock(behind),
    organizationId: identifier('ORGANIZATION'),
    administratorRole: identifier('ROLE'),
    people: new Map(),
    peopleByEmail: new Map(),
    peopleByName: new SortedList(({ id, profile }) => `${profile.displayName.toLowerCase()}\0${id}`),
    peopleByToken: new Map(),
    rooms: new Map(),
    publicRooms: new SortedList(({ madePublic = '' }) => madePublic),
    directRooms: new Map(),
    memberships: new Map(),
    messages: new Map(),
    contents: new Map(),
    listeners: new Set(),
  };
}

/** Tells the listeners what happened: once it has, or just before for something that is deleted. */
export function publish(state: State, change: Change): void {
  for (const listener of state.listeners) listener(change);
}

export function isAdministrator(state: State, person: Person): boolean {
  return person.profile.roles.includes(state.administratorRole);
}
