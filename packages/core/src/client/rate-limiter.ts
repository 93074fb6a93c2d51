import { maxTimerDelay } from '../utils/abort.js';
import { Semaphore, WaitQueue } from './wait-queue.js';

/** How a request waits for its turn. */
export interface AcquireOptions {
  /** Milliseconds it can wait. */
  readonly maxWait: number;
  /** Whether it goes before the others, as it was rate limited or has waited before. */
  readonly priority: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds a pause may take. A service that says more is called again after that: the header may be wrong. */
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
  /** How many wait, counted here so that an open bucket needn't check its queues. */
  #waiting = 0;
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

  /** Takes a place if one is free and no request waits for it. */
  tryAcquire(): boolean {
    if (this.#waiting > 0 || !this.#hasRoom()) return false;
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
    this.#waiting += 1;
    this.#releaseWaiters();
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
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
    if (this.#waiting === 0) return;
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

  /** If the service let most requests through, the width stays: concurrency was not the problem. */
  #reopen(): void {
    const all = this.#answered + this.#refused;
    this.#width = this.#refused > this.#answered ? Math.max(1, this.#answered) : all;
    this.#answered = 0;
    this.#refused = 0;
  }
}

/** Decides when a session's requests may be sent: a 429 pauses its own bucket, and `maxConcurrency` limits all. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #slots: Semaphore | undefined;

  constructor(maxConcurrency: number | undefined) {
    if (maxConcurrency !== undefined) this.#slots = new Semaphore(maxConcurrency);
  }

  /** Takes a place and a slot if both are free right now. */
  tryAcquire(name: string): boolean {
    const bucket = this.#bucket(name);
    if (!bucket.tryAcquire()) return false;
    if (this.#slots === undefined || this.#slots.tryAcquire()) return true;
    bucket.cancel();
    return false;
  }

  /**
   * Waits for a place and a slot. Resolves to the milliseconds it waited for the rate limit, not counting those it waited
   * for a slot; or to `undefined` if the rate limit lasts longer than `maxWait`.
   */
  async acquire(name: string, options: AcquireOptions): Promise<number | undefined> {
    const bucket = this.#bucket(name);
    let waited = 0;
    for (;;) {
      const start = performance.now();
      if (!(await bucket.acquire({ ...options, maxWait: options.maxWait - waited }))) return undefined;
      waited += performance.now() - start;
      if (this.#slots === undefined) return waited;
      try {
        await this.#slots.acquire(options);
      } catch (reason) {
        bucket.cancel();
        throw reason;
      }
      if (bucket.isOpen) return waited;
      // Paused while it waited for a slot.
      bucket.cancel();
      this.#slots.release();
    }
  }

  /** Milliseconds until a bucket opens. */
  opensIn(name: string): number {
    return this.#bucket(name).opensIn;
  }

  /**
   * Gives back what `acquire` took, after an attempt; `pause` is the milliseconds that a 429 asked to wait. Returns true
   * if this has paused the bucket, which was open until now.
   */
  release(name: string, pause?: number): boolean {
    this.#slots?.release();
    if (pause !== undefined) return this.#bucket(name).pause(pause);
    this.#bucket(name).release();
    return false;
  }

  /** Gives back what `acquire` took, for a request that was not sent. */
  cancel(name: string): void {
    this.#slots?.release();
    this.#bucket(name).cancel();
  }

  #bucket(name: string): Bucket {
    const existing = this.#buckets.get(name);
    if (existing !== undefined) return existing;
    const bucket = new Bucket();
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
