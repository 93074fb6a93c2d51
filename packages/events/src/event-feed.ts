import type { EventFeed, EventPosition } from './feed.js';
import { type EventWindow, FeedPosition, type Timed } from './feed-position.js';
import { readWindow } from './read-window.js';

/** The options of a feed. */
interface FeedOptions {
  readonly from: string | EventPosition;
  /** Milliseconds between two polls. Default: 30,000. */
  readonly interval?: number | undefined;
  /** Milliseconds by which windows overlap. Default: 300,000. */
  readonly overlap?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The events that are held at most, so that a feed that starts long ago needs no more memory than one that starts now. */
const maxHeld = 5000;

/** Creates a feed over a list of events, newest first. Checks the options, and sends nothing until it is read. */
export function createEventFeed<Item extends Timed>(
  list: (window: EventWindow) => AsyncIterable<Item>,
  { from, interval = 30_000, overlap = 300_000, signal }: FeedOptions,
): EventFeed<Item> {
  checkMilliseconds('interval', interval, 1);
  checkMilliseconds('overlap', overlap, 0);
  const position = FeedPosition.from(from, overlap);
  // Checks the other parameters.
  list(position.window(undefined));
  return {
    [Symbol.asyncIterator]: () => follow(list, position, interval, signal),
    get position() {
      return position.toJSON();
    },
  };
}

async function* follow<Item extends Timed>(
  list: (window: EventWindow) => AsyncIterable<Item>,
  position: FeedPosition,
  interval: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const catchUp = new CatchUp(position.since);
  while (!signal?.aborted) {
    const { to, limit } = catchUp;
    const events = await readWindow(list(position.window(to)), position, { to, limit }).catch(
      (error: unknown) => {
        if (signal?.aborted) return [];
        throw error;
      },
    );
    if (!Array.isArray(events)) {
      catchUp.narrow(events.oldest);
      continue;
    }
    for (const event of events) {
      // Another reader of the same feed may have been faster.
      if (signal?.aborted || !position.record(event)) continue;
      yield event;
    }
    if (to === undefined) await wait(interval, signal);
    catchUp.advance(position.latest);
  }
}

/**
 * Chooses the windows: all until now, and if that has too many events, parts of it from the oldest on. The service's own
 * times are used alone, as it refuses a `to` in the future and clocks differ.
 */
class CatchUp {
  /** All before this has been read. */
  #base: number;
  /** Milliseconds to read at once. */
  #width = Number.POSITIVE_INFINITY;
  /** A time that is known to be in the past, if there are too many events to read all until now. */
  #horizon: number | undefined;
  #limit = maxHeld;

  constructor(since: number) {
    this.#base = since;
  }

  /** The end of the next window; undefined for now. */
  get to(): number | undefined {
    return this.#horizon === undefined ? undefined : Math.min(this.#base + this.#width, this.#horizon);
  }

  /** The events to read at most. */
  get limit(): number {
    return this.#limit;
  }

  /** Narrows the window, in which there are too many events from `oldest` on alone. */
  narrow(oldest: number): void {
    if (oldest - this.#base < 2) {
      // It holds hardly more than what has been read already, and can't be narrowed.
      this.#limit = Number.POSITIVE_INFINITY;
      return;
    }
    this.#horizon ??= oldest;
    this.#width = Math.floor((oldest - this.#base) / 2);
  }

  /** Goes on after a window that has been read; `latest` is the time of the latest event. */
  advance(latest: number): void {
    this.#base = Math.max(this.#base, this.to ?? latest);
    this.#limit = maxHeld;
    this.#width *= 2;
    if (this.#horizon === undefined || this.#base >= this.#horizon) {
      this.#horizon = undefined;
      this.#width = Number.POSITIVE_INFINITY;
    }
  }
}

function checkMilliseconds(name: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least && value <= 2 ** 31 - 1) return;
  throw new TypeError(`follow: ${name} must be a number of milliseconds from ${least} to ${2 ** 31 - 1}.`);
}

/** Waits for so long, or until the signal is aborted. */
function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}
