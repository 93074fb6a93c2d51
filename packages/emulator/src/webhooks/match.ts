import { isMentioned, isUnrestricted } from '../store/access.js';
import type { Message, Person, Webhook } from '../store/entities.js';
import { type Change, isAdministrator, type State } from '../store/state.js';
import { readFilter } from './rules.js';

/** Whether a webhook is for changes like this one, and its owner gets to see the thing. */
export function listensTo(state: State, webhook: Webhook, change: Change): boolean {
  return (
    webhook.status === 'active' &&
    [change.resource, 'all'].includes(webhook.resource) &&
    [change.event, 'all'].includes(webhook.event) &&
    concerns(state, webhook, change)
  );
}

/** Whether the thing, as it is presented, is what the webhook's filter asks for. */
export function passesFilter(webhook: Webhook, data: Readonly<Record<string, unknown>>): boolean {
  return readFilter(webhook.filter).every(([name, value]) => {
    if (name === 'hasFiles') return String(data.files !== undefined) === value;
    if (name === 'mentionedPeople') return mentions(data.mentionedPeople, webhook.owner, value);
    const actual = String(data[name]);
    return name === 'personEmail' ? actual.toLowerCase() === value.toLowerCase() : actual === value;
  });
}

function concerns(state: State, { owner, ownedBy }: Webhook, change: Change): boolean {
  // Tabs are in the events only.
  if (change.resource === 'tabs') return false;
  if (ownedBy === 'org') return isAdministrator(state, owner);
  if (change.resource === 'rooms') return change.actor === owner || change.data.members.has(owner.id);
  if (change.resource === 'memberships') return change.data.room.members.has(owner.id);
  if (change.resource === 'messages') return canHear(owner, change.data);
  // What is submitted is for whoever sent the card.
  const { message } = change.data;
  return message.personId === owner.id && message.room.members.has(owner.id);
}

function canHear(owner: Person, { room, wording }: Message): boolean {
  return room.members.has(owner.id) && (isUnrestricted(owner, room) || isMentioned(owner, wording));
}

function mentions(people: unknown, owner: Person, value: string): boolean {
  return Array.isArray(people) && people.includes(value === 'me' ? owner.id : value);
}
