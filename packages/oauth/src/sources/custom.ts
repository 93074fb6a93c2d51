import type { Session } from '@wxt/core';
import { type KeepingOptions, TokenManager } from '../token-manager.js';

/** An access token and its life, in seconds. */
export interface ShortLivedToken {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/**
 * Tokens that a call of yours gives, such as those of guests: it is made again ahead of a token's end. The session it is
 * handed is the one that needs the token, so the call has to bring its own.
 */
export function customTokens(
  get: (session: Session) => Promise<ShortLivedToken>,
  keeping?: KeepingOptions,
): TokenManager {
  return new TokenManager(async (session) => {
    const issuedAt = Date.now();
    const { accessToken, expiresIn } = await get(session);
    return { accessToken, issuedAt, expiresAt: issuedAt + expiresIn * 1000 };
  }, keeping);
}
