import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { TokenLock, TokenStore } from './token-store.js';

/** Milliseconds until an entry just written can be trusted; extended to twice the time that reading and writing took. */
const settleTime = 50;

/** Milliseconds that a lease lasts: longer than most refreshes take, and how long others wait for a killed process. */
export const leaseDuration = 5_000;

/**
 * Creates a lock that needs only a store's `get` and `set`, which can't read and write atomically. It is Fischer's
 * algorithm: read, write an owner id, wait until anybody who read at the same time has written too, then see whose id is
 * there. Two processes get the lock only if one takes longer than that wait between reading and writing.
 */
export function lockByStore(store: TokenStore): TokenLock {
  return async (key, ttl) => {
    const owner = randomUUID();
    const started = performance.now();
    if (isTaken(await store.get(key))) return undefined;
    await store.set(key, `${owner} ${Date.now() + ttl}`, ttl);
    await setTimeout(Math.max(settleTime, 2 * (performance.now() - started)));
    const found = await store.get(key);
    // No entry at all: the store keeps nothing at the moment, and waiting would not help.
    if (found !== undefined && !isOwnedBy(owner, found)) return undefined;
    return async () => {
      if (isOwnedBy(owner, await store.get(key))) await store.delete(key);
    };
  };
}

function isOwnedBy(owner: string, entry: unknown): boolean {
  return typeof entry === 'string' && entry.startsWith(owner);
}

/** Checks the time too: a store without expiry keeps the entries of killed processes. */
function isTaken(entry: unknown): boolean {
  return typeof entry === 'string' && Number(entry.split(' ')[1]) > Date.now();
}

type AcquireLock = (key: string, ttl: number) => Promise<(() => Promise<void>) | undefined>;

/** The right of one process, among those that share a store, to renew a token; for a short while. */
export class Lease {
  readonly #acquire: AcquireLock;
  readonly #key: string;
  #until = 0;
  #release: (() => Promise<void>) | undefined;

  constructor(acquire: AcquireLock, key: string) {
    this.#acquire = acquire;
    this.#key = key;
  }

  /** Whether this process holds it, with enough time left to write something. */
  get isHeld(): boolean {
    return performance.now() < this.#until - leaseDuration / 2;
  }

  /** Tries once; resolves to whether it is held now. Rejects if the lock fails. */
  async take(): Promise<boolean> {
    const started = performance.now();
    this.#release = await this.#acquire(this.#key, leaseDuration);
    this.#until = this.#release === undefined ? 0 : started + leaseDuration;
    return this.isHeld;
  }

  /** Releases it. One that may have expired is left alone, because another process may hold it by now. */
  async release(): Promise<void> {
    if (this.isHeld) await this.#release?.();
    this.#until = 0;
  }
}
