import { isMentioned, isUnrestricted, mayDoCompliance } from '../store/access.js';
import type { Message, Person, Webhook } from '../store/entities.js';
import type { Change, State } from '../store/state.js';
import { readFilter } from './rules.js';

/** Whether a webhook is for changes like this one, and its owner may see what changed. */
export function listensTo(state: State, webhook: Webhook, change: Change): boolean {
  return (
    webhook.status === 'active' &&
    [change.resource, 'all'].includes(webhook.resource) &&
    [change.event, 'all'].includes(webhook.event) &&
    concerns(state, webhook, change)
  );
}

/** Whether what changed, as it is presented, matches the webhook's filter. */
export function passesFilter(webhook: Webhook, data: Readonly<Record<string, unknown>>): boolean {
  return readFilter(webhook.filter).every(([name, value]) => {
    if (name === 'hasFiles') return String(data.files !== undefined) === value.toLowerCase();
    if (name === 'mentionedPeople') return mentions(data.mentionedPeople, value);
    const actual = data[name];
    const ignoresCase = name === 'personEmail' || typeof actual === 'boolean';
    return ignoresCase ? String(actual).toLowerCase() === value.toLowerCase() : String(actual) === value;
  });
}

function concerns(state: State, { owner, ownedBy }: Webhook, change: Change): boolean {
  // Tabs have events, but no webhooks.
  if (change.resource === 'tabs') return false;
  if (ownedBy === 'org') return mayDoCompliance(state, owner);
  if (change.resource === 'rooms') return change.actor === owner || change.data.members.has(owner.id);
  if (change.resource === 'memberships') return change.data.room.members.has(owner.id);
  if (change.resource === 'messages') return canHear(owner, change.data);
  // Submitted inputs go to the sender of the card only.
  const { message } = change.data;
  return message.personId === owner.id && message.room.members.has(owner.id);
}

function canHear(owner: Person, { room, wording }: Message): boolean {
  return room.members.has(owner.id) && (isUnrestricted(owner, room) || isMentioned(owner, wording));
}

function mentions(people: unknown, value: string): boolean {
  return Array.isArray(people) && value.split(',').some((id) => people.includes(id));
}
