import type { HasSession, WebhookHandlers } from './receiver-options.js';
import type { WebhookEvent } from './webhook-event.js';

type Handler = (event: WebhookEvent, api: HasSession) => unknown;

/** The handlers for an event, the narrowest first; without one, all of them. Throws a TypeError where one is none. */
export function findHandlers(on: WebhookHandlers<HasSession>, event?: WebhookEvent): Handler[] {
  const patterns = event ? [event.name, `${event.resource}.all`, 'all'] : Object.keys(on);
  const handlers = new Map<string, unknown>(Object.entries(on));
  return patterns.flatMap((pattern) => {
    const handler = handlers.get(pattern);
    if (handler === undefined) return [];
    if (isHandler(handler)) return [handler];
    throw new TypeError(`The handler for ${pattern} must be a function.`);
  });
}

/** A handler is called with the events that its name is for: its types say so, and no type can follow it here. */
function isHandler(handler: unknown): handler is Handler {
  return typeof handler === 'function';
}
