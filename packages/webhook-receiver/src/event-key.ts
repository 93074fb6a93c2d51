import { createHash } from 'node:crypto';
import type { Delivery } from './delivery.js';

/** What happens to a thing once: any more of it is a duplicate. */
const onceOnly = ['created', 'deleted'];

/**
 * What tells an event from others, as a delivery has no id of its own: the webhook, what happened, and to what. A thing
 * can be updated many times, and what was delivered of some has no time of the update: there, all of `data` counts.
 */
export function eventKey({ id, resource, event, data }: Delivery): string {
  const once = onceOnly.includes(event) && typeof data.id === 'string';
  const parts = [id, resource, event, once ? data.id : inOrder(data)];
  return `wxt:webhook:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}

/** The same JSON, whatever order its attributes came in. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, inOrder(inner)]);
}
