import { AccessTokenError, ApiError, ConnectionError, RateLimitError, type Session } from '@wxt/core';
import { checkStrings } from '../check-options.js';
import { LoginRequiredError } from '../errors.js';
import type { KeepingOptions } from '../keeping-options.js';
import type { TokenStore } from '../store/token-store.js';
import { exchangeCode, requestTokens } from '../token-endpoint.js';
import { TokenManager, type TokenOrigin } from '../token-manager.js';
import { hashOf, type Integration, type TokenSet } from '../token-set.js';
import { revokeAuthorizations } from './revoke.js';

/** The code that a login ended with. */
export interface OAuthCode extends Integration, KeepingOptions {
  /** The parameter `code` of the redirect; works once. */
  readonly code: string;
  /** The redirect URI of the authorization, exactly. */
  readonly redirectUri: string;
  /** The verifier of the authorization's code challenge, if it had one (PKCE). */
  readonly codeVerifier?: string | undefined;
}

/** The refresh token of an earlier login. */
export interface OAuthRefresh extends Integration, KeepingOptions {
  readonly refreshToken: string;
}

/** A login whose tokens are in a store. */
export interface OAuthStored extends Integration, KeepingOptions {
  readonly store: TokenStore;
  readonly key: string;
}

/**
 * Creates a token source for an integration. Sends nothing until the first request needs a token.
 *
 * A `code` or `refreshToken` counts as newer than what the store holds: it is used first, once, and its tokens replace the
 * entry. After a restart with the same one, the entry that came from it is found and used. Requests reject with a
 * `LoginRequiredError` if only a new login helps, and with another `AccessTokenError` for anything else.
 *
 * Throws a TypeError for options that are missing, wrong or contradict each other.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export function oauthTokens(options: OAuthCode | OAuthRefresh | OAuthStored): TokenManager {
  const start = check(options);
  const { clientId, code, refreshToken } = start;
  const given = code ?? refreshToken;
  const key = options.key ?? (refreshToken && hashOf(clientId, refreshToken));
  return new TokenManager(createOrigin(start, given && hashOf(given)), { ...options, key });
}

/** Creates a token source from the tokens that a login obtained, and stores them. */
export async function keepLogin(
  login: Integration & KeepingOptions,
  tokens: TokenSet,
): Promise<TokenManager> {
  const { clientId, clientSecret } = login;
  const manager = new TokenManager(createOrigin({ clientId, clientSecret }, undefined), login);
  await manager.keep(tokens);
  return manager;
}

/** Everything that tokens may start with. */
interface Start extends Integration, KeepingOptions {
  readonly code?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
  readonly refreshToken?: string | undefined;
}

function check(options: Start): Start {
  const { clientId, clientSecret, refreshToken, code, redirectUri, codeVerifier, store } = options;
  checkStrings({ clientId, clientSecret });
  if (refreshToken !== undefined) checkStrings({ refreshToken });
  if (code !== undefined) checkStrings({ code, redirectUri });
  if (codeVerifier !== undefined) checkStrings({ code, codeVerifier });
  if (code !== undefined && refreshToken !== undefined) {
    throw new TypeError('"code" and "refreshToken" exclude each other: pass the newer one.');
  }
  if (code === undefined && refreshToken === undefined && store === undefined) {
    throw new TypeError('One of "refreshToken", "code" and "store" is required.');
  }
  // Read from files, these often end with a line break.
  return { ...options, code: code?.trim(), refreshToken: refreshToken?.trim() };
}

function createOrigin(start: Start, hash: string | undefined): TokenOrigin {
  const { clientId, clientSecret } = start;
  let { code } = start;
  let failure: AccessTokenError | undefined;
  return { obtain, hash, revoke };

  async function obtain(session: Session, previous: TokenSet | undefined): Promise<TokenSet> {
    const refreshTokens = chooseRefreshTokens(previous);
    if (refreshTokens.length > 0) return refresh(session, refreshTokens);
    if (previous !== undefined) {
      throw new LoginRequiredError(
        'The access token has expired, and there is no refresh token: log in again.',
      );
    }
    if (failure !== undefined) throw failure;
    if (code !== undefined) return exchange(session, code);
    throw new LoginRequiredError('There are no tokens in the store under this key: log in first.');
  }

  /** The stored one comes first; the given one is another try only if both are of the same login. */
  function chooseRefreshTokens(previous: TokenSet | undefined): string[] {
    const isSameLogin = previous === undefined || previous.origin === hash;
    const all = [previous?.refreshToken, isSameLogin ? start.refreshToken : undefined];
    return [...new Set(all)].filter((token) => token !== undefined);
  }

  async function refresh(session: Session, [refreshToken, ...others]: string[]): Promise<TokenSet> {
    try {
      return await requestTokens(session, ['access_token'], {
        form: {
          grant_type: 'refresh_token',
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        },
        // Webex returns the same refresh token again, so sending it twice loses nothing.
        idempotent: true,
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (isAboutClient(error)) throw wrongClient(error);
      if (others.length > 0) return refresh(session, others);
      throw new LoginRequiredError(
        `The service refused to refresh the access token: log in again. It said: ${error.message}`,
        { cause: error },
      );
    }
  }

  async function exchange(session: Session, exchanged: string): Promise<TokenSet> {
    const { redirectUri = '', codeVerifier } = start;
    try {
      const login = { clientId, clientSecret, redirectUri, codeVerifier, code: exchanged };
      const tokens = await exchangeCode(session, login);
      code = undefined;
      return tokens;
    } catch (error) {
      const failed = exchangeError(error);
      if (failed instanceof AccessTokenError) failure = failed;
      throw failed;
    }
  }

  async function revoke(session: Session, tokens: TokenSet | undefined): Promise<boolean> {
    const usable = tokens !== undefined && Date.now() < tokens.expiresAt ? tokens : undefined;
    const refreshTokens = chooseRefreshTokens(tokens);
    if (usable === undefined && refreshTokens.length === 0) return false;
    const { accessToken } = usable ?? (await refresh(session, refreshTokens));
    return revokeAuthorizations(session, accessToken, clientId);
  }
}

/** Returns what to throw for an exchange that failed: the error itself if the code can still be used. */
export function exchangeError(error: unknown): unknown {
  if (isUnused(error)) return error;
  if (isRefusal(error) && isAboutClient(error)) return wrongClient(error);
  const reason = isRefusal(error) ? `It said: ${error.message}` : 'Whether the code was used is not known.';
  return new LoginRequiredError(
    `The exchange of the code failed, and a code works once: log in again. ${reason}`,
    { cause: error },
  );
}

function wrongClient(error: ApiError): AccessTokenError {
  return new AccessTokenError(
    `The service refused the client: check "clientId" and "clientSecret". It said: ${error.message}`,
    { cause: error },
  );
}

function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 401, 403].includes(error.status);
}

/** By RFC 6749, 401 is about the client; what is wrong with a code or a refresh token is a 400. */
function isAboutClient({ status, message }: ApiError): boolean {
  if (/invalid_grant|refresh.?token/i.test(message)) return false;
  return status === 401 || /(invalid|unauthorized)_client/.test(message);
}

const neverArrived = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The service can't have used a code if it put off the request, or never got it. */
function isUnused(error: unknown): boolean {
  if (error instanceof RateLimitError) return true;
  return error instanceof ConnectionError && neverArrived.includes(error.code ?? '');
}
