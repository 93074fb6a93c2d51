import { pause } from './pause.js';

/**
 * Where the requests of a session wait together: once one is told to wait, others of its kind wait too instead of
 * collecting refusals of their own.
 */
export class RateLimitGate {
  readonly #opensAt = new Map<string, number>();

  /** Lets no request of this kind pass for so many milliseconds. */
  close(kind: string, delay: number): void {
    this.#opensAt.set(kind, Math.max(this.#opensAt.get(kind) ?? 0, Date.now() + delay));
  }

  /**
   * Waits until requests of this kind may pass; answers the milliseconds waited. Where that would take longer than
   * `longest`, it doesn't wait: the service itself is to say no.
   */
  async pass(kind: string, longest: number, signal?: AbortSignal): Promise<number> {
    let waited = 0;
    for (;;) {
      const delay = (this.#opensAt.get(kind) ?? 0) - Date.now();
      if (delay <= 0 || waited + delay > longest) return waited;
      await pause(delay, signal);
      waited += delay;
    }
  }
}
