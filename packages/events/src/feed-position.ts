import type { EventPosition } from './feed.js';

/** The attributes of an event that a feed reads. */
export interface Timed {
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
}

/** A time window to list. */
export interface EventWindow {
  readonly from: string;
  readonly to?: string;
}

const day = 86_400_000;

/**
 * How far a feed has been read. Events can arrive late, and several at the same time, so a time alone doesn't tell: the
 * ids of the events in the last `overlap` milliseconds are kept, and those milliseconds are listed again.
 */
export class FeedPosition {
  #since: number;
  #latest: number;
  readonly #overlap: number;
  readonly #seen: Map<string, number>;
  /** How many ids there were when the old ones were last dropped. */
  #kept = 0;

  private constructor(since: number, seen: readonly string[], overlap: number) {
    this.#since = since;
    this.#overlap = overlap;
    this.#latest = seen.length === 0 ? since : since + overlap;
    this.#seen = new Map(seen.map((id) => [id, this.#latest]));
  }

  /** Starts at a time, or at a saved position. Throws a TypeError if it is neither. */
  static from(from: unknown, overlap: number): FeedPosition {
    const saved = typeof from === 'object' && from !== null ? (from as Partial<EventPosition>) : undefined;
    const since = parse(saved === undefined ? from : saved.since);
    const seen: unknown = saved === undefined ? [] : saved.seen;
    if (Number.isNaN(since) || !Array.isArray(seen) || seen.some((id) => typeof id !== 'string')) {
      throw new TypeError('follow: from must be an ISO 8601 time, or the position of a feed.');
    }
    return new FeedPosition(since, seen, overlap);
  }

  /** Milliseconds since 1970: all events before have been read. */
  get since(): number {
    return this.#since;
  }

  /** The time of the latest event. */
  get latest(): number {
    return this.#latest;
  }

  /** The window to list. It starts a millisecond early, as it isn't documented whether `from` belongs to it. */
  window(to: number | undefined): EventWindow {
    return {
      from: new Date(this.#since - 1).toISOString(),
      ...(to !== undefined && { to: new Date(to).toISOString() }),
    };
  }

  /** Returns the time of an event; one that can't be read counts as the latest. */
  timeOf({ created }: Timed): number {
    const time = parse(created);
    return Number.isNaN(time) ? this.#latest : time;
  }

  isNew(event: Timed): boolean {
    return !this.#seen.has(event.id) && this.timeOf(event) >= this.#since;
  }

  /** Counts an event as read. Returns false if it was before. */
  record(event: Timed): boolean {
    if (this.#seen.has(event.id)) return false;
    const time = this.timeOf(event);
    this.#seen.set(event.id, time);
    // A time far in the future is wrong; moving on to it would lose everything until then.
    if (time <= Date.now() + day) this.#latest = Math.max(this.#latest, time);
    this.#since = Math.max(this.#since, this.#latest - this.#overlap);
    if (this.#seen.size > 2 * this.#kept + 100) this.#dropOld();
    return true;
  }

  toJSON(): EventPosition {
    this.#dropOld();
    return { since: new Date(this.#since).toISOString(), seen: [...this.#seen.keys()] };
  }

  #dropOld(): void {
    for (const [id, time] of this.#seen) if (time < this.#since) this.#seen.delete(id);
    this.#kept = this.#seen.size;
  }
}

function parse(time: unknown): number {
  return typeof time === 'string' ? Date.parse(time) : Number.NaN;
}
