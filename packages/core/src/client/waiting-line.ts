interface Waiting {
  /** Until when it can wait, by the clock of `performance`. */
  readonly until: number;
  readonly settle: (called: boolean) => void;
}

/** Milliseconds that a wait may go on for: who waits for a gate to open goes a moment after it does. */
const grace = 1_000;

/** The longest time a timer takes; beyond it, timers fire at once. */
const longestTimer = 2 ** 31 - 1;

/** Where calls wait for their turn: first come, first served. */
export class WaitingLine {
  readonly #waiting = new Set<Waiting>();

  get length(): number {
    return this.#waiting.size;
  }

  /** Waits to be called; answers whether that was within `longest` milliseconds. Rejects when the signal is aborted. */
  join(longest: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiting);
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const settle = (called: boolean) => {
        leave();
        resolve(called);
      };
      const abort = () => {
        leave();
        reject(signal?.reason);
      };
      const waiting = { until: performance.now() + longest, settle };
      const timer = longest + grace <= longestTimer ? setTimeout(settle, longest + grace, false) : undefined;
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort);
      this.#waiting.add(waiting);
    });
  }

  /** Calls the one that has waited longest; answers whether there was one. */
  callNext(): boolean {
    for (const waiting of this.#waiting) {
      waiting.settle(true);
      return true;
    }
    return false;
  }

  /** Sends those away who can't wait until then. */
  dismiss(until: number): void {
    for (const waiting of this.#waiting) if (waiting.until < until) waiting.settle(false);
  }
}
