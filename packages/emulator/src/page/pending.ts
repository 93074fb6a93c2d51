/** Tells a page what to load again. */
export interface Notice {
  /** Names of lists. */
  readonly topics: readonly string[];
  readonly messages: readonly { readonly id: string; readonly roomId: string }[];
  /** Whether there were more messages than are listed. */
  readonly overflow: boolean;
}

/** A page loads everything again rather than more messages than this. */
const maxMessages = 50;

/** What has changed since the last notice; it takes no more room the more happens. */
export class Pending {
  #topics = new Set<string>();
  #messages = new Map<string, string>();
  #overflow = false;

  addTopics(topics: readonly string[]): void {
    for (const topic of topics) this.#topics.add(topic);
  }

  addMessage(id: string, roomId: string): void {
    if (this.#messages.size < maxMessages || this.#messages.has(id)) this.#messages.set(id, roomId);
    else this.#overflow = true;
  }

  get isEmpty(): boolean {
    return this.#topics.size === 0 && this.#messages.size === 0;
  }

  /** Returns what has changed, and forgets it. */
  take(): Notice {
    const messages = [...this.#messages].map(([id, roomId]) => ({ id, roomId }));
    const notice = { topics: [...this.#topics], messages, overflow: this.#overflow };
    this.#topics = new Set();
    this.#messages = new Map();
    this.#overflow = false;
    return notice;
  }
}
