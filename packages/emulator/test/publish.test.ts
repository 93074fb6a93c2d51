import { expect, test } from 'vitest';
import { addMembership, setModerator } from '../src/memberships/store.js';
import { addMessage, deleteMessage, editMessage } from '../src/messages/store.js';
import { personByEmail, personToInvite } from '../src/people/store.js';
import { addGroupRoom, directRoom, leaveRoom, removeRoom } from '../src/rooms/store.js';
import { loadScene } from '../src/seed/load.js';
import type { Person } from '../src/store/entities.js';
import { createState } from '../src/store/state.js';

/** A state and the changes that its listeners receive. */
function openState() {
  const state = createState(0);
  loadScene(state, {});
  const received: string[] = [];
  state.listeners.add(({ resource, event, actor }) => received.push(`${resource} ${event} ${actor.email}`));
  const find = (email: string): Person => personByEmail(state, email) ?? expect.unreachable();
  return { state, received, alice: find('alice@example.com'), bob: find('bob@example.com') };
}

test('state listeners receive each change in order, with its actor', () => {
  const { state, received, alice, bob } = openState();
  const room = addGroupRoom(state, alice, { title: 'Room' });
  const membership = addMembership(state, room, bob, { isModerator: false, actor: alice });
  setModerator(state, membership, { isModerator: true, actor: alice });
  setModerator(state, membership, { isModerator: true, actor: alice });
  const message = addMessage(state, room, bob, { wording: { text: 'Hello' } });
  editMessage(state, message, { text: 'Hi' }, bob);
  deleteMessage(state, message, alice);
  leaveRoom(state, membership, bob);
  removeRoom(state, room, alice);
  expect(received).toEqual([
    'rooms created alice@example.com',
    'memberships created alice@example.com',
    'memberships created alice@example.com',
    'memberships updated alice@example.com',
    'messages created bob@example.com',
    'messages updated bob@example.com',
    'messages deleted alice@example.com',
    'memberships deleted bob@example.com',
    'rooms deleted alice@example.com',
  ]);
});

test('state listeners receive a direct room with both memberships', () => {
  const { state, received, alice, bob } = openState();
  const room = directRoom(state, alice, bob);
  expect(directRoom(state, bob, alice)).toBe(room);
  expect(received).toEqual([
    'rooms created alice@example.com',
    'memberships created alice@example.com',
    'memberships created alice@example.com',
  ]);
  expect(personToInvite(state, 'BOB@example.com')).toBe(bob);
});

test('state listeners are called before an entity is deleted', () => {
  const { state, alice } = openState();
  const room = addGroupRoom(state, alice, { title: 'Room' });
  const message = addMessage(state, room, alice, { wording: { text: 'Hello' } });
  const members: string[] = [];
  state.listeners.add(({ resource }) => members.push(`${resource} ${room.members.size}`));
  deleteMessage(state, message, alice);
  removeRoom(state, room, alice);
  expect(members).toEqual(['messages 1', 'rooms 1']);
});
