import { type AcquireOptions, Bucket } from './bucket.js';
import { Semaphore } from './wait-queue.js';

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
