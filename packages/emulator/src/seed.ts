import { addMessage } from './messages/store.js';
import { issueAccessToken } from './oauth/tokens.js';
import { addPerson } from './people/store.js';
import { addGroupRoom } from './rooms/store.js';
import type { Person } from './store/entities.js';
import { isAdministrator, type State } from './store/state.js';

/** An account of the emulator, and how to act as its owner. */
export interface EmulatorUser {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly accessToken: string;
  readonly type: Person['type'];
  /** Whether the owner is an administrator of the organization. */
  readonly isAdmin: boolean;
}

/** The administrator, three other people and a bot. */
export type EmulatorUsers = readonly [EmulatorUser, EmulatorUser, EmulatorUser, EmulatorUser, EmulatorUser];

/** Puts people in, and as many rooms and messages of the first of them as told; messages go into the first room. */
export function seed(state: State, rooms: number, messages: number): EmulatorUsers {
  const alice = addUser(state, 'Alice', 'Adams', [state.administratorRole]);
  addRooms(state, alice, Math.max(rooms, messages > 0 ? 1 : 0), messages);
  const bob = addUser(state, 'Bob', 'Brown');
  const carol = addUser(state, 'Carol', 'Clark');
  const dave = addUser(state, 'Dave', 'Davis');
  const profile = { displayName: 'Robot', roles: [], licenses: [], loginEnabled: true };
  const robot = addPerson(state, { email: 'robot@webex.bot', profile, type: 'bot', invitePending: false });
  return [
    account(state, alice),
    account(state, bob),
    account(state, carol),
    account(state, dave),
    account(state, robot),
  ];
}

function addUser(state: State, firstName: string, lastName: string, roles: readonly string[] = []): Person {
  const displayName = `${firstName} ${lastName}`;
  const email = `${firstName.toLowerCase()}@example.com`;
  const name = { displayName, firstName, lastName, nickName: firstName };
  const profile = { ...name, roles, licenses: [], loginEnabled: true };
  return addPerson(state, { email, profile, invitePending: false });
}

function account(state: State, person: Person): EmulatorUser {
  const accessToken = issueAccessToken(state, person);
  const { id, email, type, profile } = person;
  const isAdmin = isAdministrator(state, person);
  return { id, email, displayName: profile.displayName, accessToken, type, isAdmin };
}

function addRooms(state: State, owner: Person, rooms: number, messages: number): void {
  const added = Array.from({ length: rooms }, (_, index) =>
    addGroupRoom(state, owner, { title: `Room ${index + 1}` }),
  );
  const [room] = added;
  if (room === undefined) return;
  for (let index = 0; index < messages; index += 1) {
    addMessage(state, room, owner, { wording: { text: `Message ${index + 1}` } });
  }
}
