import type { AccessTokenSource, SessionOptions } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';

/** How the connection object reaches the service. Everything is optional where the environment holds a token. */
export interface WebexTeamsOptions extends SessionOptions {
  /** An integration's. With `clientSecret`, `oauthCode` and `redirectUri`, in place of `accessToken`. */
  readonly clientId?: string;
  /** The integration's. */
  readonly clientSecret?: string;
  /**
   * What Webex added to the redirect of a login. It is exchanged once, by the first request; from then on the tokens
   * renew themselves.
   */
  readonly oauthCode?: string;
  /** The very address the login was asked for with. */
  readonly redirectUri?: string;
  /** What the login's code challenge was made of, where it had one (PKCE). */
  readonly codeVerifier?: string;
}

/**
 * Where the tokens come from: `accessToken` first, else a code and what belongs to it, else, with `undefined`, the
 * environment. Throws a TypeError for a code that lacks something.
 */
export function chooseTokens(options: WebexTeamsOptions): AccessTokenSource | undefined {
  const { accessToken, clientId, clientSecret, oauthCode, redirectUri, codeVerifier } = options;
  if (accessToken !== undefined) return accessToken;
  const given = { clientId, clientSecret, oauthCode, redirectUri };
  if (![...Object.values(given), codeVerifier].some(isGiven)) return undefined;
  if (!isGiven(clientId) || !isGiven(clientSecret) || !isGiven(oauthCode) || !isGiven(redirectUri)) {
    const [missing] = Object.entries(given).find(([, value]) => !isGiven(value)) ?? [];
    throw new TypeError(
      `"${missing}" is missing: a code is exchanged with clientId, clientSecret, oauthCode and redirectUri.`,
    );
  }
  return oauthTokens({ clientId, clientSecret, code: oauthCode, redirectUri, codeVerifier });
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined;
}
