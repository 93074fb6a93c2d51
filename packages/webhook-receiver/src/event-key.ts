import { createHash } from 'node:crypto';
import type { Delivery } from '@wxt/event-handlers';

/** What a claim is made with. */
export interface EventKey {
  readonly key: string;
  /** Milliseconds for which the key stands for this event, if that is shorter than `duplicateWindow`. */
  readonly window?: number;
}

/** How long an event whose data has no time of its own is taken for a duplicate of an equal one. */
const undatedWindow = 60_000;

/** The attributes of `data` that say when an event happened. */
const times = ['updated', 'eventTimestamp'];
const timesByEvent = new Map([
  ['joined', ['joinedTime']],
  ['left', ['leftTime']],
]);

/**
 * Returns a function that gives each event its key. Deliveries have no id of their own: the key is made of the webhook's
 * owner, the resource, the event and its data, so that several webhooks for one event count as one. For `created` and
 * `deleted` the data is `id` and `created`, as ids come back: a membership's is made of person and room.
 */
export function createEventKeys(): (delivery: Delivery) => EventKey {
  const turnOf = createTurnCounter();
  return (delivery) => {
    const { id, resource, event, data } = delivery;
    const owner = typeof delivery.createdBy === 'string' ? delivery.createdBy : id;
    const toKey = (...identity: unknown[]) => `wxt:webhook:${digest([owner, resource, event, ...identity])}`;
    if (['created', 'deleted'].includes(event) && isText(data.id) && isText(data.created))
      return { key: toKey(data.id, data.created) };
    const content = digest(sorted(data));
    if ([...times, ...(timesByEvent.get(event) ?? [])].some((name) => isText(data[name])))
      return { key: toKey(content) };
    const turn = isText(data.id) ? turnOf(digest([id, resource, data.id]), `${event} ${content}`) : 0;
    return { key: toKey(content, turn), window: undatedWindow };
  };
}

/**
 * Counts the changes of each thing, as one webhook reports them: if a moderator is removed as one and made one again, the
 * third event is no duplicate of the first, though it is equal.
 */
function createTurnCounter(): (thing: string, change: string) => number {
  const latest = new Map<string, { change: string; turn: number; expiry: number }>();
  return (thing, change) => {
    const now = performance.now();
    for (const [old, { expiry }] of latest) {
      if (expiry > now) break;
      latest.delete(old);
    }
    const last = latest.get(thing);
    const turn = last === undefined ? 0 : last.turn + (last.change === change ? 0 : 1);
    // Deleted first, so that the map stays in the order of expiry.
    latest.delete(thing);
    latest.set(thing, { change, turn, expiry: now + undatedWindow });
    return turn;
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** Returns the same for JSON that differs only in the order of its attributes. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
}
