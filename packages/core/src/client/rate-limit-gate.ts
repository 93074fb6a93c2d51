import { WaitingLine } from './waiting-line.js';

/** How a request enters a gate. */
export interface Entrance {
  /** The most milliseconds it can wait. */
  readonly longest: number;
  /** Whether the service has refused it before: it goes first. */
  readonly returning: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds without a refusal after which twice as many requests may be under way. */
const doubling = 10_000;

/**
 * Where the requests of one kind wait together: once one is told to wait, the others wait too instead of collecting
 * refusals of their own. When the time is over, only so many go at once as the service let through while it refused
 * others; the longer it refuses none, the more.
 */
export class RateLimitGate {
  #opensAt = 0;
  #underWay = 0;
  /** How many may be under way when the gate opens. */
  #width = Number.POSITIVE_INFINITY;
  /** What came back since it was closed, from requests that had gone before. */
  #refused = 0;
  #answered = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #returning = new WaitingLine();
  readonly #others = new WaitingLine();

  get isOpen(): boolean {
    return performance.now() >= this.#opensAt;
  }

  /** Milliseconds until it opens. */
  get opensIn(): number {
    return Math.max(0, this.#opensAt - performance.now());
  }

  /**
   * Waits for the turn of a request; answers whether it came in time, which may be clear at once. One that has entered
   * ends with `answered`, `refused` or `withdraw`.
   */
  async enter({ longest, returning, signal }: Entrance): Promise<boolean> {
    if (this.#hasRoom() || (this.isOpen && longest <= 0)) {
      this.#underWay += 1;
      return true;
    }
    if (this.opensIn > longest) return false;
    const turn = (returning ? this.#returning : this.#others).join(longest, signal);
    this.#call();
    try {
      return await turn;
    } finally {
      // An abandoned wait must not keep the process running.
      if (this.#length === 0) clearTimeout(this.#timer);
    }
  }

  /** The service has answered a request, well or badly. */
  answered(): void {
    if (!this.isOpen) this.#answered += 1;
    this.withdraw();
  }

  /** The service has told a request to wait so many milliseconds. Answers whether that is news. */
  refused(delay: number): boolean {
    const news = this.isOpen;
    this.#refused += 1;
    this.#opensAt = Math.max(this.#opensAt, performance.now() + delay);
    for (const line of [this.#returning, this.#others]) line.dismiss(this.#opensAt);
    this.withdraw();
    return news;
  }

  /** A request that has entered was not sent. */
  withdraw(): void {
    this.#underWay -= 1;
    this.#call();
  }

  get #length(): number {
    return this.#returning.length + this.#others.length;
  }

  #call(): void {
    while (this.#length > 0 && this.#hasRoom()) {
      this.#underWay += 1;
      if (!this.#returning.callNext()) this.#others.callNext();
    }
    if (this.#length > 0 && !this.isOpen) this.#callOnceOpen();
  }

  #callOnceOpen(): void {
    clearTimeout(this.#timer);
    const open = () => (this.isOpen ? this.#call() : this.#callOnceOpen());
    this.#timer = setTimeout(open, Math.min(Math.ceil(this.opensIn), 2 ** 31 - 1));
  }

  #hasRoom(): boolean {
    if (!this.isOpen) return false;
    if (this.#refused > 0) this.#reopen();
    const undisturbed = performance.now() - this.#opensAt;
    return this.#underWay < Math.floor(this.#width * 2 ** (undisturbed / doubling));
  }

  /** Where the service let most of them through, it doesn't mind how many there are at once. */
  #reopen(): void {
    const all = this.#answered + this.#refused;
    this.#width = this.#refused > this.#answered ? Math.max(1, this.#answered) : all;
    this.#answered = 0;
    this.#refused = 0;
  }
}
