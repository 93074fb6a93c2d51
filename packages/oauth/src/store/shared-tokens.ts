import { setTimeout as sleep } from 'node:timers/promises';
import { newer, parseTokenSet, type TokenSet } from '../token-set.js';
import { Lease, leaseDuration } from './lock.js';
import type { StoreAccess } from './store-access.js';

/** What a read found: the tokens, if any, or why it failed. */
export interface ReadResult {
  readonly stored?: TokenSet | undefined;
  readonly fault?: Error | undefined;
}

/** Tokens that could not be written yet. */
interface Unwritten {
  readonly tokens: TokenSet;
  readonly isLogin: boolean;
}

/** Milliseconds until a failed write is tried again, doubled each time. */
const firstRetry = 1_000;
const maxRetry = 60_000;

/** The tokens of one key in a store that other processes use too. Failures of the store never reject a renewal. */
export class SharedTokens {
  readonly #access: StoreAccess;
  readonly #key: string;
  #unwritten: Unwritten | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #isRemoved = false;

  constructor(access: StoreAccess, key: string) {
    this.#access = access;
    this.#key = key;
  }

  async read(): Promise<ReadResult> {
    try {
      return { stored: parseTokenSet(await this.#access.get(this.#key)) };
    } catch (fault) {
      return { fault: fault as Error };
    }
  }

  /**
   * Obtains tokens and stores them while no other process does. Resolves to what another process stored in the meantime
   * if that is good enough. Never overwrites newer tokens that can be seen, except those of an earlier login.
   */
  async renew(
    isEnough: (tokens: TokenSet) => boolean,
    obtain: (found: ReadResult) => Promise<TokenSet>,
    isLogin: boolean,
  ): Promise<TokenSet> {
    const lease = new Lease((key, ttl) => this.#access.lock(key, ttl), `${this.#key}:lease`);
    try {
      const found = await this.#acquire(lease, isEnough);
      if (found.stored !== undefined && isEnough(found.stored)) return found.stored;
      const obtained = await obtain(found);
      return await this.#write({ tokens: obtained, isLogin }, lease);
    } finally {
      await lease.release();
    }
  }

  /** Stores the tokens of a new login, whatever is there. Resolves to what is stored, or is going to be. */
  put(tokens: TokenSet): Promise<TokenSet> {
    this.#isRemoved = false;
    const isEnough = () => false;
    return this.renew(isEnough, async ({ stored }) => after(stored, tokens), true);
  }

  /** Removes the entry. Rejects if the store fails, because the tokens would be back after a restart. */
  async remove(): Promise<void> {
    this.#isRemoved = true;
    this.#dropUnwritten();
    this.#access.retry();
    await this.#writing;
    await this.#access.delete(this.#key);
  }

  /** Waits for a write under way and tries a failed one again. Resolves to whether everything is stored. */
  async flush(): Promise<boolean> {
    await this.#writing;
    if (this.#unwritten !== undefined) {
      this.#access.retry();
      await this.#retryWrite();
    }
    return this.#unwritten === undefined;
  }

  /**
   * Waits for the lease, or for tokens that make it unnecessary. A lease that is never released is waited for no longer
   * than it lasts, and a lock that fails isn't waited for: renewing twice is better than not at all.
   */
  async #acquire(lease: Lease, isEnough: (tokens: TokenSet) => boolean): Promise<ReadResult> {
    const started = performance.now();
    for (;;) {
      const isDone = await lease.take().catch(() => true);
      const found = await this.read();
      const isGood = found.stored !== undefined && isEnough(found.stored);
      if (isDone || isGood || found.fault || performance.now() > started + leaseDuration) return found;
      await sleep(20 + 40 * Math.random());
    }
  }

  /** Writes the tokens unless newer ones are there. A failed write is tried again later. */
  async #write(obtained: Unwritten, lease: Lease): Promise<TokenSet> {
    const { tokens } = obtained;
    const isNewer = (stored: TokenSet) => supersedes(stored, obtained);
    // It may have taken so long that another process has the lease by now, and newer tokens soon.
    const { stored, fault } = lease.isHeld ? await this.read() : await this.#acquire(lease, isNewer);
    this.#dropUnwritten();
    if (stored !== undefined && isNewer(stored)) return stored;
    const written = after(stored, tokens);
    // An entry that can't be read although the lock works is garbled, so writing mends it.
    const canWrite = fault === undefined || lease.isHeld;
    if (!canWrite || !(await this.#set(written))) this.#writeLater(obtained);
    return written;
  }

  async #set(tokens: TokenSet): Promise<boolean> {
    if (this.#isRemoved) return true;
    const end = tokens.refreshTokenExpiresAt ?? (tokens.refreshToken ? undefined : tokens.expiresAt);
    const ttl = end && Math.max(1, end - Date.now());
    const writing = this.#access.set(this.#key, tokens, ttl).then(
      () => true,
      () => false,
    );
    this.#writing = writing;
    return writing;
  }

  #writeLater(unwritten: Unwritten, delay = firstRetry): void {
    if (this.#isRemoved) return;
    this.#unwritten = unwritten;
    this.#timer = setTimeout(() => this.#retryWrite(Math.min(2 * delay, maxRetry)), delay);
    this.#timer.unref();
  }

  async #retryWrite(nextDelay = firstRetry): Promise<void> {
    const unwritten = this.#unwritten;
    if (unwritten === undefined) return;
    clearTimeout(this.#timer);
    const { stored, fault } = await this.read();
    if (this.#unwritten !== unwritten) return;
    const isObsolete = stored !== undefined && supersedes(stored, unwritten);
    const isDone = !fault && (isObsolete || (await this.#set(after(stored, unwritten.tokens))));
    if (this.#unwritten !== unwritten) return;
    this.#dropUnwritten();
    if (!isDone) this.#writeLater(unwritten, nextDelay);
  }

  #dropUnwritten(): void {
    clearTimeout(this.#timer);
    this.#unwritten = undefined;
  }
}

/** Returns whether stored tokens are newer. Those of another login never are if the others come from a login. */
function supersedes(stored: TokenSet, { tokens, isLogin }: Unwritten): boolean {
  return newer(tokens, stored) === stored && !(isLogin && stored.origin !== tokens.origin);
}

/** Returns the tokens, marked as newer than the stored ones. */
function after(stored: TokenSet | undefined, tokens: TokenSet): TokenSet {
  return { ...tokens, issuedAt: Math.max(tokens.issuedAt, (stored?.issuedAt ?? 0) + 1) };
}
