import type { Paginator, RequestOptions, Session } from '@wxt/core';
import type { EventFor, EventResource, EventType } from './event.js';
import { createEventFeed } from './event-feed.js';
import type { EventFeed, EventPosition } from './feed.js';

/** Filters of events. */
interface EventFilter<Resource extends EventResource> {
  resource?: Resource | undefined;
  type?: EventType | undefined;
  /** Only what this person did. */
  actorId?: string | undefined;
  /** Page size, not a total: 1 to 1000. Default: 100. */
  max?: number | undefined;
  /** Required with `convergedRecordings`, and only for them. */
  serviceType?: 'calling' | undefined;
}

export interface ListEvents<Resource extends EventResource = EventResource> extends EventFilter<Resource> {
  /** Only events after this time; ISO 8601. */
  from?: string | undefined;
  /** Only events before this time, which can't be in the future; ISO 8601. Default: now. */
  to?: string | undefined;
}

export interface FollowEvents<Resource extends EventResource = EventResource> extends EventFilter<Resource> {
  /** The time of the first event, ISO 8601, or the saved `position` of a feed. */
  from: string | EventPosition;
  /** Milliseconds between two polls. Default: 30,000. */
  interval?: number | undefined;
  /** Milliseconds that are listed again with each poll, to find events that arrive late. Default: 300,000. */
  overlap?: number | undefined;
}

/**
 * Events: what happened in an organization. Compliance officers see the events of everybody, others their own. Requires
 * the scope `spark-compliance:events_read`.
 *
 * @see https://developer.webex.com/docs/api/v1/events
 */
export class Events {
  constructor(protected readonly session: Session) {}

  /** Lists events, newest first. With `resource`, `data` of the events is typed accordingly. */
  list<Resource extends EventResource = EventResource>(
    query: ListEvents<Resource> = {},
    options?: RequestOptions,
  ): Paginator<EventFor<Resource>> {
    const rules = rulesOf(query);
    return this.session.list<EventFor<Resource>>(['events'], { ...options, query, rules, maxPageSize: 1000 });
  }

  /**
   * Follows events from a time on: an endless feed of new events, oldest first, each once. It polls every `interval`
   * milliseconds. Windows overlap, so that events are found that arrive up to `overlap` milliseconds after later ones.
   *
   * The feed ends when `options.signal` is aborted. If a request fails, iterating rejects with its error; iterate the feed
   * again to go on. Its `position` is a JSON value to save, and to pass as `from` after a restart. However long ago `from`
   * is, only a few thousand events are held at once.
   *
   * @example
   * ```ts
   * const feed = api.events.follow({ resource: 'messages', from: saved ?? new Date().toISOString() }, { signal });
   * for await (const event of feed) {
   *   await archive(event.data);
   *   await save(JSON.stringify(feed.position));
   * }
   * ```
   */
  follow<Resource extends EventResource = EventResource>(
    { from, interval, overlap, ...filter }: FollowEvents<Resource>,
    options: RequestOptions = {},
  ): EventFeed<EventFor<Resource>> {
    const rules = rulesOf(filter);
    return createEventFeed<EventFor<Resource>>(
      (window) => {
        const query = { max: 1000, ...filter, ...window };
        return this.session.list<EventFor<Resource>>(['events'], { ...options, query, rules });
      },
      { from, interval, overlap, signal: options.signal },
    );
  }

  /** Gets an event. Throws a NotFoundError for events that the token's owner can't see. */
  get(eventId: string, options?: RequestOptions): Promise<EventFor<EventResource>> {
    return this.session.get<EventFor<EventResource>>(['events', eventId], options);
  }
}

function rulesOf({ resource }: EventFilter<EventResource>) {
  return resource === 'convergedRecordings' ? { required: ['serviceType'] } : {};
}
