import type { Session } from '@wxt/core';
import type { KeepingOptions } from '../keeping-options.js';
import { createTokenSet } from '../token-endpoint.js';
import { TokenManager } from '../token-manager.js';

/** An access token and its lifetime. */
export interface ShortLivedToken {
  readonly accessToken: string;
  /** Seconds. A lifetime that is missing or not positive counts as an hour. */
  readonly expiresIn: number;
}

/**
 * Creates a token source from a function of yours, such as one that signs in a guest. The function is called again before
 * a token expires, and when the service refuses one. Its argument is the session that needs the token, so the function
 * has to bring credentials of its own.
 */
export function customTokens(
  get: (session: Session) => Promise<ShortLivedToken>,
  keeping?: KeepingOptions,
): TokenManager {
  if (typeof get !== 'function') throw new TypeError(`"get" must be a function, got ${typeof get}.`);
  const obtain = async (session: Session) => {
    const issuedAt = Date.now();
    const { accessToken, expiresIn } = await get(session);
    return createTokenSet(accessToken, expiresIn, issuedAt);
  };
  return new TokenManager({ obtain }, keeping);
}
