import { AccessTokenError, ApiError, ConnectionError, RateLimitError, type Session } from '@wxt/core';
import { checkTexts } from '../check-texts.js';
import type { TokenStore } from '../store/token-store.js';
import { exchangeCode, requestTokens } from '../token-endpoint.js';
import { type KeepingOptions, keyOf, type ObtainTokens, TokenManager } from '../token-manager.js';
import type { Integration, TokenSet } from '../token-set.js';

/** A login of an integration that has come to a code. */
export interface OAuthCode extends Integration, KeepingOptions {
  /** What Webex added to the redirect; works once. */
  readonly code: string;
  /** The very address the authorization was asked for with. */
  readonly redirectUri: string;
  /** What the authorization's code challenge was made of, where it had one (PKCE). */
  readonly codeVerifier?: string | undefined;
}

/** What is left of an earlier login of an integration. */
export interface OAuthRefresh extends Integration, KeepingOptions {
  readonly refreshToken: string;
}

/** A login whose tokens are in a store. */
export interface OAuthStored extends Integration, KeepingOptions {
  readonly store: TokenStore;
  readonly key: string;
}

/**
 * Tokens of an integration. Nothing is asked for before the first request needs it; a code is exchanged once. What the
 * store holds comes first. Throws a TypeError for options that contradict each other or lack something.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export function oauthTokens(options: OAuthCode | OAuthRefresh | OAuthStored): TokenManager {
  const start = check(options);
  const key = options.key ?? (start.refreshToken && keyOf(start.clientId, start.refreshToken));
  return new TokenManager(obtain(start), { ...options, key });
}

/** Keeps what a login came to. */
export async function keepLogin(
  login: Integration & KeepingOptions,
  { refreshToken, ...tokens }: TokenSet,
): Promise<TokenManager> {
  const kept = new TokenManager(obtain({ ...login, refreshToken }), login);
  await kept.keep({ ...tokens, refreshToken });
  return kept;
}

/** Everything that tokens may begin with. */
interface Start extends Integration, KeepingOptions {
  readonly code?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
  readonly refreshToken?: string | undefined;
}

function check(options: Start): Start {
  const { clientId, clientSecret, refreshToken, code, redirectUri, codeVerifier, store } = options;
  checkTexts({ clientId, clientSecret });
  if (refreshToken !== undefined) checkTexts({ refreshToken });
  if (code !== undefined) checkTexts({ code, redirectUri });
  if (codeVerifier !== undefined) checkTexts({ code, codeVerifier });
  if (code !== undefined && refreshToken !== undefined) {
    throw new TypeError('"code" and "refreshToken" contradict each other: give the one that is newer.');
  }
  if (code === undefined && refreshToken === undefined && store === undefined) {
    throw new TypeError('One of "refreshToken", "code" and "store" is required.');
  }
  return options;
}

function obtain(start: Start): ObtainTokens {
  const { clientId, clientSecret } = start;
  let { code } = start;
  let failure: AccessTokenError | undefined;

  return async (session, previous) => {
    const refreshTokens = [...new Set([previous?.refreshToken, start.refreshToken])].filter(isText);
    if (refreshTokens.length > 0) return refresh(session, refreshTokens);
    if (failure !== undefined) throw failure;
    if (code !== undefined) return exchange(session, code);
    throw new AccessTokenError('There are no tokens in the store under this key yet: log in first.');
  };

  /** The stored one is tried first, then the one that was given; most of the time they are the same. */
  async function refresh(session: Session, [refreshToken, ...others]: string[]): Promise<TokenSet> {
    try {
      return await requestTokens(session, ['access_token'], {
        form: {
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        },
        // Webex gives the same refresh token again: to ask twice loses nothing.
        idempotent: true,
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (others.length > 0) return refresh(session, others);
      throw new AccessTokenError(
        `The service refused to refresh the access token: log in again. It said: ${error.message}`,
        { cause: error },
      );
    }
  }

  async function exchange(session: Session, exchanged: string): Promise<TokenSet> {
    try {
      const tokens = await exchangeCode(session, { ...start, code: exchanged });
      code = undefined;
      return tokens;
    } catch (error) {
      if (isUnused(error)) throw error;
      const reason = isRefusal(error) ? `It said: ${error.message}` : 'Whether it was used is not known.';
      failure = new AccessTokenError(
        `The exchange of the code failed, and a code works once: log in again. ${reason}`,
        { cause: error },
      );
      throw failure;
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 401, 403].includes(error.status);
}

/** The service can't have acted on a request that it put off, or that never reached it. */
function isUnused(error: unknown): boolean {
  if (error instanceof RateLimitError) return true;
  return (
    error instanceof ConnectionError && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? '')
  );
}
