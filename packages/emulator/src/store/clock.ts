/** Returns the time, but never the same time twice, so that timestamps define an order. */
export class Clock {
  #last: number;
  #live = false;

  /**
   * Until `goLive`, each reading is a millisecond after the one before, from `behind` milliseconds ago: thousands of
   * seeded rooms would run ahead of the real time otherwise.
   */
  constructor(behind: number) {
    this.#last = Date.now() - behind;
  }

  /** Makes the next reading later than this one. */
  advanceTo(milliseconds: number): void {
    this.#last = Math.max(this.#last, milliseconds);
  }

  goLive(): void {
    this.#live = true;
  }

  /** ISO 8601 with milliseconds, UTC. */
  next(): string {
    this.#last = Math.max(this.#live ? Date.now() : 0, this.#last + 1);
    return new Date(this.#last).toISOString();
  }
}
