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
