import { WaitingLine } from './waiting-line.js';

/** Lets no more than so many through at once. */
export class Semaphore {
  #free: number;
  readonly #line = new WaitingLine();

  constructor(permits: number) {
    this.#free = permits;
  }

  async acquire(signal?: AbortSignal): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#line.join(Number.POSITIVE_INFINITY, signal);
  }

  release(): void {
    if (!this.#line.callNext()) this.#free += 1;
  }
}
