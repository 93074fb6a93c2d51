import { maxTimerDelay } from '../utils/abort.js';
import { WaitQueue } from './wait-queue.js';

/** How a request waits for its turn. */
export interface AcquireOptions {
  /** Milliseconds it can wait. */
  readonly maxWait: number;
  /** Whether it goes before the others, as it was rate limited or has waited before. */
  readonly priority: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds a pause may take. A service that says more is asked again after that: the header may be wrong. */
const maxPause = 3_600_000;

/** Milliseconds without a 429 after which twice as many requests may run at once. */
const doublingTime = 10_000;

/**
 * The requests that share a rate limit. A 429 for one of them pauses all, so that the others don't collect a 429 each.
 * After the pause as many run at once as the service let through while it refused others; the longer it refuses none,
 * the more.
 */
export class Bucket {
  #opensAt = 0;
  #running = 0;
  /** How many may run at once when the bucket opens. */
  #width = Number.POSITIVE_INFINITY;
  /** What came back since the pause began, for requests sent before it. */
  #refused = 0;
  #answered = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #first = new WaitQueue();
  readonly #others = new WaitQueue();

  get isOpen(): boolean {
    return this.opensIn === 0;
  }

  /** Milliseconds until it opens. */
  get opensIn(): number {
    // The fast path: a bucket that was never paused needs no clock.
    return this.#opensAt === 0 ? 0 : Math.max(0, this.#opensAt - performance.now());
  }

  /** Takes a place if one is free and nobody waits for it. */
  tryAcquire(): boolean {
    if (this.#length > 0 || !this.#hasRoom()) return false;
    this.#running += 1;
    return true;
  }

  /**
   * Waits for a place. Resolves to `false` if that takes longer than `maxWait`, at once if this is clear at once. A
   * place is given back by `release`, `pause` or `cancel`.
   */
  async acquire({ maxWait, priority, signal }: AcquireOptions): Promise<boolean> {
    if (this.#hasRoom() || (this.isOpen && maxWait <= 0)) {
      this.#running += 1;
      return true;
    }
    if (this.opensIn > maxWait) return false;
    const turn = (priority ? this.#first : this.#others).wait(maxWait, signal);
    this.#releaseWaiters();
    try {
      return await turn;
    } finally {
      // An abandoned wait must not keep the process running.
      if (this.#length === 0) clearTimeout(this.#timer);
    }
  }

  /** Gives a place back after the service answered anything but 429, or didn't answer. */
  release(): void {
    if (!this.isOpen) this.#answered += 1;
    this.cancel();
  }

  /** Gives a place back after a 429, and pauses the bucket. Returns true if the bucket was open until now. */
  pause(milliseconds: number): boolean {
    const wasOpen = this.isOpen;
    this.#refused += 1;
    this.#opensAt = Math.max(this.#opensAt, performance.now() + Math.min(milliseconds, maxPause));
    for (const queue of [this.#first, this.#others]) queue.rejectExpired(this.#opensAt);
    this.cancel();
    return wasOpen;
  }

  /** Gives a place back for a request that was not sent. */
  cancel(): void {
    this.#running -= 1;
    this.#releaseWaiters();
  }

  get #length(): number {
    return this.#first.length + this.#others.length;
  }

  #releaseWaiters(): void {
    while (this.#length > 0 && this.#hasRoom()) {
      this.#running += 1;
      if (!this.#first.releaseNext()) this.#others.releaseNext();
    }
    if (this.#length > 0 && !this.isOpen) this.#releaseWhenOpen();
  }

  #releaseWhenOpen(): void {
    clearTimeout(this.#timer);
    const open = () => (this.isOpen ? this.#releaseWaiters() : this.#releaseWhenOpen());
    this.#timer = setTimeout(open, Math.min(Math.ceil(this.opensIn), maxTimerDelay));
  }

  #hasRoom(): boolean {
    if (this.#opensAt === 0) return true;
    if (!this.isOpen) return false;
    if (this.#refused > 0) this.#reopen();
    const undisturbed = performance.now() - this.#opensAt;
    return this.#running < Math.floor(this.#width * 2 ** (undisturbed / doublingTime));
  }

  /** If the service let most of them through, the number at once is not what it minds. */
  #reopen(): void {
    const all = this.#answered + this.#refused;
    this.#width = this.#refused > this.#answered ? Math.max(1, this.#answered) : all;
    this.#answered = 0;
    this.#refused = 0;
  }
}
