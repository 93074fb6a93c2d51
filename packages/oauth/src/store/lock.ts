import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { TokenLock, TokenStore } from './token-store.js';

/** Milliseconds until an entry that was just written is believed; at least twice as long as reading and writing took. */
const settling = 50;

/**
 * A lock that needs nothing but a store's `get` and `set`, which can't look and write in one step. It is Fischer's
 * algorithm: look, write one's name, wait until whoever looked at the same time has written too, then see whose name is
 * there. Two get it only where one of them takes longer than that wait between looking and writing.
 */
export function lockByStore(store: TokenStore): TokenLock {
  return async (key, ttl) => {
    const owner = randomUUID();
    const started = performance.now();
    if (isTaken(await store.get(key))) return undefined;
    await store.set(key, `${owner} ${Date.now() + ttl}`, ttl);
    await setTimeout(Math.max(settling, 2 * (performance.now() - started)));
    const found = await store.get(key);
    // With no name there, the store keeps nothing at the moment: Keyv reports its faults as events and goes on.
    if (found !== undefined && !isOf(owner, found)) return undefined;
    return async () => {
      if (isOf(owner, await store.get(key))) await store.delete(key);
    };
  };
}

function isOf(owner: string, entry: unknown): boolean {
  return typeof entry === 'string' && entry.startsWith(owner);
}

/** A store that forgets nothing by itself keeps the entries of those who died. */
function isTaken(entry: unknown): boolean {
  return typeof entry === 'string' && Number(entry.split(' ')[1]) > Date.now();
}

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
