import type { AccessTokenError } from '@wxt/core';

/** Where tokens are kept: `fileStore(…)`, a Keyv instance, or any object with these three methods. */
export interface TokenStore {
  /** Resolves to the value, or to `undefined` if there is none. */
  get(key: string): Promise<unknown>;
  /** May forget the value after `ttl` milliseconds. Resolving to `false` means that the value was not stored. */
  set(key: string, value: unknown, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/**
 * Takes a lock that ends by itself after `ttl` milliseconds. Resolves to a function that releases it, or to `undefined`
 * if another process holds it.
 */
export type TokenLock = (key: string, ttl: number) => Promise<(() => Promise<unknown>) | undefined>;

/** A store or lock failed, or didn't answer in time. */
export interface StoreErrorEvent {
  readonly operation: 'get' | 'set' | 'delete' | 'lock' | 'unlock';
  /** The entry's name in the store, such as `wxt:ada`. */
  readonly key: string;
  /** Says what failed; the store's own error is the `cause`, unless it shows a token. */
  readonly error: AccessTokenError;
}
