import type { Session } from '@wxt/core';
import type { EventPattern, ReceivedEvent, ReceivedEventFor } from './event.js';
import { checkPattern } from './event-names.js';

/** A session, or an object with one, such as a `WebexTeamsAPI`. */
export type HasSession = Session | { readonly session: Session };

/** Functions by the events they are for. All that match an event are called, one after the other, the narrowest first. */
export type EventHandlers<Api, Event extends ReceivedEvent = ReceivedEvent> = {
  readonly [Pattern in EventPattern]?:
    | ((event: ReceivedEventFor<Pattern, Event>, api: Api) => unknown)
    | undefined;
};

type Handler<Event, Api> = (event: Event, api: Api) => unknown;

/**
 * Checks the handlers and returns them by pattern. Throws a TypeError for a pattern that no event matches, and for a
 * handler that is not a function.
 */
export function readHandlers<Api, Event extends ReceivedEvent>(
  on: EventHandlers<Api, Event>,
): ReadonlyMap<string, Handler<Event, Api>> {
  if (typeof on !== 'object' || on === null)
    throw new TypeError("on must be an object of handlers by event: { 'messages.created': (event) => … }.");
  const handlers = new Map<string, Handler<Event, Api>>();
  for (const [pattern, handler] of Object.entries(on)) {
    checkPattern(pattern);
    if (handler === undefined) continue;
    if (typeof handler !== 'function')
      throw new TypeError(`on: the handler for ${pattern} must be a function.`);
    // Its type says which events it takes; only those are given to it.
    handlers.set(pattern, handler as unknown as Handler<Event, Api>);
  }
  return handlers;
}

/** Returns the patterns that match an event, the narrowest first. */
export function patternsOf({ name, resource }: { name: string; resource: string }): string[] {
  return [name, `${resource}.all`, 'all'];
}
