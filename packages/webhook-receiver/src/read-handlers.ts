import type { HasSession, WebhookHandlers } from './receiver-options.js';
import type { WebhookEvent } from './webhook-event.js';

type Handler = (event: WebhookEvent, api: HasSession) => unknown;

/** Reads the handlers, and answers with a way to find those for an event, the narrowest first. */
export function readHandlers(on: WebhookHandlers<HasSession>): (event: WebhookEvent) => Handler[] {
  const handlers = new Map<string, Handler>();
  for (const [pattern, handler] of Object.entries(on)) {
    if (handler === undefined) continue;
    if (!isHandler(handler)) throw new TypeError(`The handler for ${pattern} must be a function.`);
    handlers.set(pattern, handler);
  }
  return ({ name, resource }) =>
    [name, `${resource}.all`, 'all'].flatMap((pattern) => handlers.get(pattern) ?? []);
}

/** A handler is called with the events that its name is for: its types say so, and no type can follow it here. */
function isHandler(handler: unknown): handler is Handler {
  return typeof handler === 'function';
}
