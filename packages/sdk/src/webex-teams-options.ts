import type { SessionOptions } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';

/** How the connection object reaches the service. Everything is optional where the environment holds a token. */
export interface WebexTeamsOptions extends SessionOptions {
  /** An integration's. With `clientSecret`, `oauthCode` and `redirectUri`, in place of `accessToken`. */
  readonly clientId?: string | undefined;
  /** The integration's. */
  readonly clientSecret?: string | undefined;
  /**
   * What Webex added to the redirect of a login. It is exchanged once, by the first request; from then on the tokens
   * renew themselves.
   */
  readonly oauthCode?: string | undefined;
  /** The very address the login was asked for with. */
  readonly redirectUri?: string | undefined;
  /** What the login's code challenge was made of, where it had one (PKCE). */
  readonly codeVerifier?: string | undefined;
}

/**
 * The options of the session: with `accessToken` first, else the tokens of a code, else, without one, those of the
 * environment. Throws a TypeError for a code that lacks something.
 */
export function toSessionOptions(options: WebexTeamsOptions): SessionOptions {
  // Whatever isn't an object of options is the session's to refuse.
  if (typeof options !== 'object' || options === null) return options;
  const { clientId, clientSecret, oauthCode, redirectUri, codeVerifier, ...session } = options;
  if (session.accessToken !== undefined) return session;
  const given = { clientId, clientSecret, oauthCode, redirectUri };
  if (![...Object.values(given), codeVerifier].some(isGiven)) return session;
  if (!isGiven(clientId) || !isGiven(clientSecret) || !isGiven(oauthCode) || !isGiven(redirectUri)) {
    const [missing] = Object.entries(given).find(([, value]) => !isGiven(value)) ?? [];
    throw new TypeError(
      `"${missing}" is missing: a code is exchanged with clientId, clientSecret, oauthCode and redirectUri.`,
    );
  }
  const code = { clientId, clientSecret, code: oauthCode, redirectUri, codeVerifier };
  return { ...session, accessToken: oauthTokens(code) };
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined;
}
