/** How far a feed has been read, as JSON. */
export interface EventPosition {
  /** ISO 8601: all events before have been read. */
  readonly since: string;
  /** The ids of the events from then on that have been read. */
  readonly seen: readonly string[];
}

/** New events, in the order in which they happened, and how far they have been read. */
export interface EventFeed<Item> extends AsyncIterable<Item> {
  /**
   * How far the feed has been read, the last event included: a plain JSON value. Save it after handling an event, and pass
   * it as `from` to go on there. It lists the ids of the events in the last `overlap` milliseconds.
   */
  readonly position: EventPosition;
}
