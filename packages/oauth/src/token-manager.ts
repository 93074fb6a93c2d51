import { AccessTokenError, type Session, type TokenSource } from '@wxt/core';
import { LoginRequiredError } from './errors.js';
import { checkKeeping, type KeepingOptions } from './keeping-options.js';
import { type ReadResult, SharedTokens } from './store/shared-tokens.js';
import { StoreAccess } from './store/store-access.js';
import { hashOf, newer, parseTokenSet, startedWith, type TokenSet } from './token-set.js';

/** Where a manager gets its tokens. */
export interface TokenOrigin {
  /** Asks the service for tokens, given the ones before. Rejects with an AccessTokenError if it refuses. */
  readonly obtain: (session: Session, previous: TokenSet | undefined) => Promise<TokenSet>;
  /** A hash of the code or refresh token given. Until that has been used, stored tokens of other logins are ignored. */
  readonly hash?: string | undefined;
  /** Revokes the authorization behind these tokens. Resolves to false if the service doesn't do that. */
  readonly revoke?: ((session: Session, tokens: TokenSet | undefined) => Promise<boolean>) | undefined;
}

/** How `forget()` logs out. */
export interface ForgetOptions {
  /** Where to revoke the authorization. Default: the session that last asked for a token. */
  readonly session?: Session | undefined;
  /** Whether to ask the service to revoke the authorization. Default: true. */
  readonly revoke?: boolean | undefined;
}

const day = 24 * 3600 * 1000;

/** Milliseconds without a renewal after one failed, or after the service refused a token that was just renewed. */
const pause = 10_000;

/**
 * Access tokens that are renewed before they expire and when the service refuses one: once, however many requests wait.
 * A renewal that fails while the token still works doesn't fail a request, and neither does a store that fails.
 */
export class TokenManager implements TokenSource {
  readonly #origin: TokenOrigin;
  readonly #shared: SharedTokens | undefined;
  readonly #renewAhead: number | undefined;
  /** Processes that started together should not renew together. */
  readonly #spread = 1 + Math.random() / 2;
  #session: Session | undefined;
  #current: TokenSet | undefined;
  #renewal: Promise<TokenSet> | undefined;
  #failure: { readonly error: unknown; readonly until: number; readonly storeFailed: boolean } | undefined;
  /** The token that took the place of a refused one. */
  #replacement: { readonly accessToken: string; readonly pausedUntil: number } | undefined;
  /** The hash of the code or refresh token given, until it has been used. */
  #unused: string | undefined;
  /** The origin of stored tokens that were ignored. */
  #ignored: string | undefined;
  #isForgotten = false;
  /** Changes with each login and logout: a renewal that began earlier has no effect any more. */
  #login = 0;

  constructor(origin: TokenOrigin, keeping: KeepingOptions = {}) {
    checkKeeping(keeping);
    const { store, key, renewAhead } = keeping;
    this.#origin = origin;
    this.#unused = origin.hash;
    this.#shared = store && new SharedTokens(new StoreAccess(store, keeping), `wxt:${key}`);
    this.#renewAhead = renewAhead;
  }

  async getAccessToken(session: Session): Promise<string> {
    this.#session = session;
    const current = this.#current;
    if (current !== undefined && !this.#isDue(current)) return current.accessToken;
    if (current === undefined || isOver(current)) return (await this.#renew(session)).accessToken;
    // It still works, so nobody has to wait, and the renewal may fail.
    if (!this.#isPaused()) this.#renew(session).catch(() => undefined);
    return current.accessToken;
  }

  async renewAccessToken(rejected: string, session: Session): Promise<string | undefined> {
    const current = this.#current;
    if (current !== undefined && current.accessToken !== rejected && !isOver(current)) {
      return current.accessToken;
    }
    // A service that refuses every token must not cost a renewal per request. One that expired in time is no such case.
    const { accessToken: replacement, pausedUntil = 0 } = this.#replacement ?? {};
    const isFresh = rejected === replacement && current !== undefined && !this.#isDue(current);
    if (isFresh && performance.now() < pausedUntil) return undefined;
    let renewed = await this.#renew(session, rejected);
    // A renewal that was under way already may have taken the rejected one from the store.
    if (renewed.accessToken === rejected) renewed = await this.#renew(session, rejected);
    const { accessToken } = renewed;
    this.#replacement = { accessToken, pausedUntil: performance.now() + pause };
    return accessToken;
  }

  /**
   * Uses and stores tokens that were obtained elsewhere. A store that fails is reported, and they are written later.
   * Throws a TypeError if neither token is usable.
   */
  async keep(tokens: TokenSet): Promise<void> {
    const kept = parseTokenSet(tokens);
    if (kept === undefined) throw new TypeError('"tokens" must have a usable accessToken or refreshToken.');
    this.#beginLogin({ ...kept, origin: kept.origin ?? hashOf(kept.refreshToken ?? kept.accessToken) });
    const login = this.#login;
    const stored = await this.#shared?.put(this.#current as TokenSet);
    if (login === this.#login) this.#current = newer(this.#current, stored);
  }

  /**
   * Logs out: removes the store's entry and asks the service to revoke the authorization. From the start of the call,
   * requests reject with a `LoginRequiredError`, until `keep()`. Webex lists authorizations by person and client, so a
   * revocation ends every login of this person with this client. Resolves to whether the service revoked; it doesn't for
   * tokens that lack the scopes `spark:people_read`, `identity:tokens_read` and `identity:tokens_write`. Rejects with an
   * AccessTokenError if the entry could not be removed from the store: call it again.
   */
  async forget({ session = this.#session, revoke = true }: ForgetOptions = {}): Promise<{
    readonly revoked: boolean;
  }> {
    const current = this.#current;
    this.#beginLogin(undefined);
    const found = (await this.#shared?.read()) ?? {};
    const revoking = async () => {
      if (!revoke || session === undefined) return false;
      return (await this.#origin.revoke?.(session, newer(current, found.stored))) ?? false;
    };
    const [removed, revoked] = await Promise.allSettled([this.#shared?.remove(), revoking()]);
    if (removed.status === 'rejected') throw removed.reason;
    return { revoked: revoked.status === 'fulfilled' && revoked.value };
  }

  /**
   * Waits for a renewal that is under way, and tries again to write what could not be written. Resolves to whether the
   * store has everything. Await it before you close the store.
   */
  async flush(): Promise<boolean> {
    await this.#renewal?.catch(() => undefined);
    return (await this.#shared?.flush()) ?? true;
  }

  /** Renews once at a time: a second caller waits for the same renewal. */
  #renew(session: Session, rejected?: string): Promise<TokenSet> {
    if (this.#isForgotten) return Promise.reject(loggedOut());
    if (this.#renewal !== undefined) return this.#renewal;
    const renewal = this.#renewNow(session, rejected).finally(() => {
      if (this.#renewal === renewal) this.#renewal = undefined;
    });
    this.#renewal = renewal;
    return renewal;
  }

  async #renewNow(session: Session, rejected: string | undefined): Promise<TokenSet> {
    const login = this.#login;
    const isGood = (tokens: TokenSet) => tokens.accessToken !== rejected && !this.#isDue(tokens);
    const isEnough = (stored: TokenSet) => this.#isOurs(stored) && isGood(stored);
    let { stored, fault }: ReadResult = (await this.#shared?.read()) ?? {};
    const obtain = (found: ReadResult) => {
      fault = found.fault;
      return this.#obtain(session, found, login);
    };
    try {
      if (login !== this.#login) throw loggedOut();
      const current = this.#adopt(stored);
      if (current !== undefined && isGood(current)) return current;
      this.#throwRecentFailure(fault);
      const isLogin = this.#unused !== undefined;
      const renewed = await (this.#shared?.renew(isEnough, obtain, isLogin) ?? obtain({}));
      if (login !== this.#login) throw loggedOut();
      this.#failure = undefined;
      this.#unused = undefined;
      this.#current = renewed;
      return renewed;
    } catch (error) {
      if (login === this.#login) this.#noteFailure(error, fault);
      const current = this.#current;
      if (current !== undefined && current.accessToken !== rejected && !isOver(current)) return current;
      throw error;
    }
  }

  async #obtain(session: Session, { stored, fault }: ReadResult, login: number): Promise<TokenSet> {
    const previous = this.#adopt(stored);
    const obtained = await this.#origin.obtain(session, previous).catch((error: unknown) => {
      if (fault === undefined || !(error instanceof LoginRequiredError)) throw error;
      // The store may hold the tokens that are missing, so a login may not be necessary.
      throw new AccessTokenError(`${fault.message}. Without the store: ${error.message}`, { cause: fault });
    });
    if (login !== this.#login) throw loggedOut();
    // Clocks of several machines differ, and stored tokens have been seen before these were obtained.
    const seen = Math.max(previous?.issuedAt ?? 0, stored?.issuedAt ?? 0);
    const { refreshToken, origin = this.#origin.hash } = previous ?? {};
    const issuedAt = Math.max(obtained.issuedAt, seen + 1);
    // In memory before it is written: whatever happens to the store, these can be used.
    this.#current = { refreshToken, origin, ...obtained, issuedAt };
    this.#unused = undefined;
    return this.#current;
  }

  /** Takes stored tokens if they are newer and of this login; returns the newest. */
  #adopt(stored: TokenSet | undefined): TokenSet | undefined {
    if (stored === undefined) return this.#current;
    if (this.#isOurs(stored)) {
      this.#unused = undefined;
      this.#current = newer(this.#current, stored);
    } else if (!this.#wasRefused()) {
      this.#ignored = stored.origin;
    }
    return this.#current;
  }

  /** What was given is newer than what is stored, unless that came from it, or from a login after it was refused. */
  #isOurs(stored: TokenSet): boolean {
    if (this.#unused === undefined || startedWith(stored, this.#unused)) return true;
    return this.#wasRefused() && stored.origin !== this.#ignored;
  }

  #wasRefused(): boolean {
    return this.#failure?.error instanceof LoginRequiredError;
  }

  #throwRecentFailure(fault: unknown): void {
    if (this.#failure === undefined || !this.#isPaused()) return;
    const { error, storeFailed } = this.#failure;
    if (error instanceof AccessTokenError && (!storeFailed || fault !== undefined)) throw error;
  }

  #noteFailure(error: unknown, fault: unknown): void {
    if (error === this.#failure?.error && this.#isPaused()) return;
    this.#failure = { error, until: performance.now() + pause, storeFailed: fault !== undefined };
  }

  #beginLogin(tokens: TokenSet | undefined): void {
    this.#login += 1;
    this.#current = tokens;
    this.#isForgotten = tokens === undefined;
    this.#renewal = undefined;
    this.#failure = undefined;
    this.#replacement = undefined;
    this.#unused = undefined;
  }

  #isDue(tokens: TokenSet): boolean {
    const ahead = this.#renewAhead ?? this.#spread * Math.min(lifetime(tokens) / 10, day);
    return Date.now() >= tokens.expiresAt - ahead;
  }

  #isPaused(): boolean {
    return this.#failure !== undefined && performance.now() < this.#failure.until;
  }
}

/** Expired, or so soon that a request could not be counted on to arrive in time. */
function isOver(tokens: TokenSet): boolean {
  return Date.now() >= tokens.expiresAt - Math.min(lifetime(tokens) / 50, 10_000);
}

function lifetime({ issuedAt, expiresAt }: TokenSet): number {
  return Math.max(0, expiresAt - issuedAt);
}

function loggedOut(): LoginRequiredError {
  return new LoginRequiredError('The tokens were forgotten: log in again.');
}
