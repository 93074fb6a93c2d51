import { createHash } from 'node:crypto';
import { AccessTokenError, type Session, type TokenSource } from '@wxt/core';
import { lockByStore } from './store/lock.js';
import { SharedTokens } from './store/shared-tokens.js';
import type { TokenLock, TokenStore } from './store/token-store.js';
import { newer, type TokenSet } from './token-set.js';

/** How tokens are kept. */
export interface KeepingOptions {
  /** Where they outlive the process, and are shared with others: a Keyv instance. Default: this process's memory. */
  readonly store?: TokenStore | undefined;
  /** Whose tokens these are in the store. Default: made of what the tokens are obtained with. */
  readonly key?: string | undefined;
  /**
   * Keeps processes that share the store from renewing at the same time, by a lock that is one step, such as Redis's
   * `SET NX`. Default: entries in the store, which do the same save where a process is held up in between.
   */
  readonly lock?: TokenLock | undefined;
  /** Milliseconds before its end that a token is renewed. Default: a tenth of its life, at most a day. */
  readonly renewAhead?: number | undefined;
}

/** Asks the service for tokens, with what is known of the ones before. Rejects with an AccessTokenError when refused. */
export type ObtainTokens = (session: Session, previous: TokenSet | undefined) => Promise<TokenSet>;

const day = 24 * 3600 * 1000;

/** Milliseconds after a failed renewal until another is tried while the token still works, or the service refused. */
const respite = 10_000;

/**
 * Tokens that look after themselves: renewed ahead of their end and when the service refuses one, once however many
 * requests wait for it. While a token still works, a renewal that fails is no failure of a request.
 */
export class TokenManager implements TokenSource {
  readonly #obtain: ObtainTokens;
  readonly #shared: SharedTokens | undefined;
  readonly #renewAhead: number | undefined;
  // Processes that began together don't come back together.
  readonly #spread = 1 + Math.random() / 2;
  #current: TokenSet | undefined;
  #renewal: Promise<TokenSet> | undefined;
  #failure: { readonly error: unknown; readonly until: number } | undefined;

  constructor(obtain: ObtainTokens, { store, key, lock, renewAhead }: KeepingOptions = {}) {
    checkKeeping({ store, key, renewAhead });
    this.#obtain = obtain;
    this.#shared = store && new SharedTokens(store, `wxt:${key}`, lock ?? lockByStore(store));
    this.#renewAhead = renewAhead;
  }

  async getAccessToken(session: Session): Promise<string> {
    const current = this.#current;
    if (current !== undefined && !this.#isDue(current)) return current.accessToken;
    if (current === undefined || isOver(current)) return (await this.#renew(session)).accessToken;
    // It still works: nobody has to wait, and who renews it may fail.
    if (!this.#isResting()) this.#renew(session).catch(() => undefined);
    return current.accessToken;
  }

  async renewAccessToken(rejected: string, session: Session): Promise<string> {
    const current = this.#current;
    if (current !== undefined && current.accessToken !== rejected && !isOver(current)) {
      return current.accessToken;
    }
    const renewed = await this.#renew(session, rejected);
    // A renewal that was under way already may have taken the rejected one from the store.
    return (renewed.accessToken === rejected ? await this.#renew(session, rejected) : renewed).accessToken;
  }

  /** Keeps tokens that were obtained elsewhere, by a login say. */
  async keep(tokens: TokenSet): Promise<void> {
    this.#current = (await this.#shared?.put(tokens)) ?? tokens;
  }

  /** Waits for a renewal that is under way. To be called before the store is closed: some open again when asked. */
  async flush(): Promise<void> {
    await this.#renewal?.catch(() => undefined);
  }

  /** One renewal at a time: whoever comes while it is under way waits for the same. */
  #renew(session: Session, rejected?: string): Promise<TokenSet> {
    this.#renewal ??= this.#renewNow(session, rejected).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewNow(session: Session, rejected: string | undefined): Promise<TokenSet> {
    const good = (tokens: TokenSet) => tokens.accessToken !== rejected && !this.#isDue(tokens);
    const obtain = (stored: TokenSet | undefined) => this.#obtainNewer(session, stored);
    this.#current = newer(this.#current, await this.#shared?.read());
    if (this.#current !== undefined && good(this.#current)) return this.#current;
    if (this.#failure?.error instanceof AccessTokenError && this.#isResting()) throw this.#failure.error;
    try {
      const renewed = await (this.#shared?.renew(good, obtain) ?? obtain(undefined));
      this.#failure = undefined;
      this.#current = renewed;
      return renewed;
    } catch (error) {
      this.#failure = { error, until: performance.now() + respite };
      throw error;
    }
  }

  async #obtainNewer(session: Session, stored: TokenSet | undefined): Promise<TokenSet> {
    const previous = newer(this.#current, stored);
    const obtained = await this.#obtain(session, previous);
    // Clocks of several machines differ; who renews has seen what was there.
    const issuedAt = Math.max(obtained.issuedAt, (previous?.issuedAt ?? 0) + 1);
    return { refreshToken: previous?.refreshToken, ...obtained, issuedAt };
  }

  #isDue(tokens: TokenSet): boolean {
    const ahead = this.#renewAhead ?? this.#spread * Math.min(lifetime(tokens) / 10, day);
    return Date.now() >= tokens.expiresAt - ahead;
  }

  #isResting(): boolean {
    return this.#failure !== undefined && performance.now() < this.#failure.until;
  }
}

/** Throws a TypeError for what is wrong, so that a login can find out before it begins. */
export function checkKeeping({ store, key, renewAhead }: KeepingOptions): void {
  if (store !== undefined && key === undefined) {
    throw new TypeError('A store needs a "key": whose tokens these are.');
  }
  if (renewAhead !== undefined && !(renewAhead >= 0)) {
    throw new TypeError('"renewAhead" takes a number of milliseconds from 0.');
  }
}

/** Over, or so soon that a request could not be counted on to arrive in time. */
function isOver(tokens: TokenSet): boolean {
  return Date.now() >= tokens.expiresAt - Math.min(lifetime(tokens) / 50, 10_000);
}

function lifetime({ issuedAt, expiresAt }: TokenSet): number {
  return expiresAt - issuedAt;
}

/** A key for tokens that begin with this secret, which can't be read off it. */
export function keyOf(...secrets: readonly string[]): string {
  return createHash('sha256').update(secrets.join('\0')).digest('base64url');
}
