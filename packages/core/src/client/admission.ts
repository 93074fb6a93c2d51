import { type Entrance, RateLimitGate } from './rate-limit-gate.js';
import { Semaphore } from './semaphore.js';

/** Says when a session's requests may go: by kind where the service has told one to wait, and not too many at once. */
export class Admission {
  readonly #gates = new Map<string, RateLimitGate>();
  readonly #slots: Semaphore | undefined;

  constructor(maxConcurrency: number | undefined) {
    if (maxConcurrency !== undefined) this.#slots = new Semaphore(maxConcurrency);
  }

  /**
   * Waits until a request of this kind may go. Answers the milliseconds it waited for the service, which don't include
   * those it waited for other requests to end; or `undefined` where that would take longer than it can wait.
   */
  async enter(kind: string, entrance: Entrance): Promise<number | undefined> {
    const gate = this.#gate(kind);
    let waited = 0;
    for (;;) {
      const began = performance.now();
      if (!(await gate.enter({ ...entrance, longest: entrance.longest - waited }))) return undefined;
      waited += performance.now() - began;
      if (this.#slots === undefined) return waited;
      try {
        await this.#slots.acquire(entrance.signal);
      } catch (reason) {
        gate.withdraw();
        throw reason;
      }
      if (gate.isOpen) return waited;
      // Closed while it waited for the others.
      gate.withdraw();
      this.#slots.release();
    }
  }

  /** Milliseconds until requests of this kind may go. */
  opensIn(kind: string): number {
    return this.#gate(kind).opensIn;
  }

  /**
   * A request that has entered has come to an end; `told` where the service told it to wait so many milliseconds.
   * Answers whether its kind has to wait from now on.
   */
  leave(kind: string, told?: number): boolean {
    this.#slots?.release();
    if (told !== undefined) return this.#gate(kind).refused(told);
    this.#gate(kind).answered();
    return false;
  }

  #gate(kind: string): RateLimitGate {
    const existing = this.#gates.get(kind);
    if (existing !== undefined) return existing;
    const gate = new RateLimitGate();
    this.#gates.set(kind, gate);
    return gate;
  }
}
