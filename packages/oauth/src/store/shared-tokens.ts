import { setTimeout } from 'node:timers/promises';
import { isTokenSet, newer, type TokenSet } from '../token-set.js';
import { duration, Lease } from './lock.js';
import type { TokenLock, TokenStore } from './token-store.js';

/** The tokens of one key in a store that other processes use too. */
export class SharedTokens {
  readonly #store: TokenStore;
  readonly #key: string;
  readonly #lock: TokenLock;

  constructor(store: TokenStore, key: string, lock: TokenLock) {
    this.#store = store;
    this.#key = key;
    this.#lock = lock;
  }

  async read(): Promise<TokenSet | undefined> {
    const value = await this.#store.get(this.#key);
    return isTokenSet(value) ? value : undefined;
  }

  /**
   * Obtains tokens and stores them while no other process does. Where another has put `good` ones there in the meantime,
   * answers with those. Nothing older is ever written over something newer that can be seen.
   */
  async renew(
    good: (tokens: TokenSet) => boolean,
    obtain: (stored: TokenSet | undefined) => Promise<TokenSet>,
  ): Promise<TokenSet> {
    const lease = new Lease(this.#lock, `${this.#key}:lease`);
    try {
      const before = await this.#wait(lease, good);
      if (before !== undefined && good(before)) return before;
      const obtained = await obtain(before);
      // It may have taken so long that another has the lease by now, and newer tokens soon.
      const stored = lease.isHeld ? await this.read() : await this.#wait(lease, isNewerThan(obtained));
      if (stored !== undefined && isNewerThan(obtained)(stored)) return stored;
      await this.#write(obtained);
      return obtained;
    } finally {
      await lease.release();
    }
  }

  /** Stores what comes from elsewhere, a login say, as the newest there is. */
  async put(tokens: TokenSet): Promise<TokenSet> {
    return this.renew(
      () => false,
      async (stored) => ({ ...tokens, issuedAt: Math.max(tokens.issuedAt, (stored?.issuedAt ?? 0) + 1) }),
    );
  }

  /**
   * Waits for the lease, or for tokens that make it needless; answers with what is stored. A lease that nobody gives
   * back is waited for no longer than it lasts: tokens that are renewed twice are better than none.
   */
  async #wait(lease: Lease, enough: (tokens: TokenSet) => boolean): Promise<TokenSet | undefined> {
    const started = performance.now();
    for (;;) {
      const taken = await lease.take();
      const stored = await this.read();
      const isEnough = stored !== undefined && enough(stored);
      if (taken || isEnough || performance.now() > started + duration) return stored;
      await setTimeout(20 + 40 * Math.random());
    }
  }

  async #write(tokens: TokenSet): Promise<void> {
    const ends = tokens.refreshTokenExpiresAt ?? (tokens.refreshToken ? undefined : tokens.expiresAt);
    await this.#store.set(this.#key, tokens, ends && Math.max(1, ends - Date.now()));
  }
}

function isNewerThan(tokens: TokenSet) {
  return (stored: TokenSet) => newer(tokens, stored) === stored;
}
