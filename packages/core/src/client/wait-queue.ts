import { maxTimerDelay } from '../utils/abort.js';

interface Waiter {
  /** The time up to which it can wait, by the clock of `performance`. */
  readonly until: number;
  readonly settle: (released: boolean) => void;
}

/** Milliseconds a waiter stays beyond its limit, so that one that waits for a bucket to open is released right after. */
const grace = 1_000;

/** Requests that wait for their turn: first in, first out. */
export class WaitQueue {
  readonly #waiters = new Set<Waiter>();

  get length(): number {
    return this.#waiters.size;
  }

  /** Resolves to `true` when released, `false` after `maxWait` milliseconds; rejects when the signal is aborted. */
  wait(maxWait: number, signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiters.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const settle = (released: boolean) => {
        leave();
        resolve(released);
      };
      const abort = () => {
        leave();
        reject(signal?.reason);
      };
      const waiter = { until: performance.now() + maxWait, settle };
      const timer = maxWait + grace <= maxTimerDelay ? setTimeout(settle, maxWait + grace, false) : undefined;
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort);
      this.#waiters.add(waiter);
    });
  }

  /** Releases the waiter that came first; returns whether there was one. */
  releaseNext(): boolean {
    for (const waiter of this.#waiters) {
      waiter.settle(true);
      return true;
    }
    return false;
  }

  /** Resolves `false` for waiters whose limit is before `until`. */
  rejectExpired(until: number): void {
    for (const waiter of this.#waiters) if (waiter.until < until) waiter.settle(false);
  }
}

/** Limits how many requests run at once. */
export class Semaphore {
  #free: number;
  readonly #first = new WaitQueue();
  readonly #others = new WaitQueue();

  constructor(permits: number) {
    this.#free = permits;
  }

  tryAcquire(): boolean {
    if (this.#free === 0) return false;
    this.#free -= 1;
    return true;
  }

  async acquire({ priority, signal }: { priority: boolean; signal: AbortSignal | undefined }): Promise<void> {
    if (this.tryAcquire()) return;
    await (priority ? this.#first : this.#others).wait(Number.POSITIVE_INFINITY, signal);
  }

  release(): void {
    if (!this.#first.releaseNext() && !this.#others.releaseNext()) this.#free += 1;
  }
}
