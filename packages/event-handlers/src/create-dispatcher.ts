import { claimWithin } from './claim-within.js';
import { type ClaimStore, claimInKeyv, claimInMemory, type KeyvStore } from './claims.js';
import type { ReceivedEvent } from './event.js';
import { type EventHandlers, patternsOf, readHandlers } from './handlers.js';

export interface DispatcherOptions<Api, Event extends ReceivedEvent> {
  /** Handed to the handlers. */
  readonly api: Api;
  readonly on: EventHandlers<Api, Event>;
  /** Default: the memory of the process. */
  readonly store?: ClaimStore | KeyvStore | undefined;
  /** Milliseconds in which an event that comes again is dropped. Default: 3,600,000, an hour. */
  readonly duplicateWindow?: number | undefined;
  /** Called with what handlers throw, and with each failure of the store. Default: `console.error`. */
  readonly onError?: ((error: unknown, event: Event) => unknown) | undefined;
}

export interface Dispatcher<Event> {
  /**
   * Calls the handlers of an event unless it was handled before. Never rejects; resolves when the handlers are done, also
   * for an event that is being handled. `duplicateWindow` replaces the dispatcher's for this event if it is shorter.
   */
  dispatch(key: string, event: Event, duplicateWindow?: number): Promise<void>;
  /** Resolves when no handler is running. */
  idle(): Promise<void>;
}

/** Makes what hands each event to its handlers once. Throws a TypeError for wrong options. */
export function createDispatcher<Api, Event extends ReceivedEvent>(
  options: DispatcherOptions<Api, Event>,
): Dispatcher<Event> {
  const { api, onError = console.error, duplicateWindow = 3_600_000 } = options;
  if (!(duplicateWindow > 0)) throw new TypeError('duplicateWindow must be more than 0 milliseconds.');
  if (typeof onError !== 'function') throw new TypeError('onError must be a function.');
  const handlers = readHandlers(options.on);
  const memory = claimInMemory();
  const store = toClaimStore(options.store) ?? memory;
  const running = new Map<string, Promise<void>>();

  const report = async (error: unknown, event: Event) => {
    try {
      await onError(error, event);
    } catch (another) {
      console.error(another);
    }
  };

  const claim = async (key: string, event: Event, milliseconds: number) => {
    try {
      return await claimWithin(store, key, milliseconds);
    } catch (error) {
      await report(error, event);
      // Without the store, at least this process handles it once only.
      return memory.claim(key, milliseconds);
    }
  };

  const handle = async (key: string, event: Event, milliseconds: number) => {
    if (!(await claim(key, event, milliseconds))) return;
    for (const handler of patternsOf(event).flatMap((pattern) => handlers.get(pattern) ?? [])) {
      try {
        await handler(event, api);
      } catch (error) {
        await report(error, event);
      }
    }
  };

  return {
    dispatch(key, event, window = duplicateWindow) {
      const underWay = running.get(key);
      if (underWay !== undefined) return underWay;
      const work = handle(key, event, Math.min(window, duplicateWindow)).finally(() => running.delete(key));
      running.set(key, work);
      return work;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

function toClaimStore(store: ClaimStore | KeyvStore | undefined): ClaimStore | undefined {
  if (store === undefined) return undefined;
  if (typeof store === 'object' && store !== null) {
    if ('claim' in store && typeof store.claim === 'function') return store;
    if ('get' in store && 'set' in store) return claimInKeyv(store);
  }
  throw new TypeError('store must have a method claim(key, milliseconds), or be a Keyv.');
}
