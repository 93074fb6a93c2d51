import type { TokenLock } from './token-store.js';

/** Milliseconds a lease lasts: longer than a refresh takes, and as long as the others wait for one who has died. */
export const duration = 15_000;

/** The right of one process, among those that share a store, to renew a token; for a short while. */
export class Lease {
  readonly #lock: TokenLock;
  readonly #key: string;
  #until = 0;
  #giveBack: (() => Promise<unknown>) | undefined;

  constructor(lock: TokenLock, key: string) {
    this.#lock = lock;
    this.#key = key;
  }

  /** Whether it is held, and for long enough yet to write something. */
  get isHeld(): boolean {
    return performance.now() < this.#until - duration / 2;
  }

  /** Tries once; answers whether it is held now. */
  async take(): Promise<boolean> {
    const started = performance.now();
    this.#giveBack = await this.#lock(this.#key, duration);
    this.#until = this.#giveBack === undefined ? 0 : started + duration;
    return this.isHeld;
  }

  /** Gives it back. One that may have run out is left to end by itself: it may be another's by now. */
  async release(): Promise<void> {
    if (this.isHeld) await this.#giveBack?.();
    this.#until = 0;
  }
}
