/** Where tokens are kept: a Keyv instance, or anything with these three methods. */
export interface TokenStore {
  get(key: string): Promise<unknown>;
  /** May forget the value after `ttl` milliseconds. */
  set(key: string, value: unknown, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
}

/**
 * Takes a lock that ends by itself after `ttl` milliseconds. Answers with what gives it back, or with `undefined` where
 * another has it.
 */
export type TokenLock = (key: string, ttl: number) => Promise<(() => Promise<unknown>) | undefined>;
