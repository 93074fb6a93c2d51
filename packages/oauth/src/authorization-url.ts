import { createHash, randomBytes } from 'node:crypto';
import { checkStrings } from './check-options.js';

/** What a login asks for. */
export interface AuthorizationRequest {
  readonly clientId: string;
  /** Where Webex sends the browser afterwards: exactly one of the redirect URIs registered for the integration. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /**
   * Comes back with the redirect. Use a random value per login, keep it with the browser's session, and refuse a redirect
   * with any other: it belongs to a login that somebody else started.
   */
  readonly state?: string | undefined;
  /** From `createCodeVerifier()`: the code can then be exchanged only together with the verifier. */
  readonly codeChallenge?: string | undefined;
  /** Where the API is. Default: `https://webexapis.com/v1/`. */
  readonly baseUrl?: string | undefined;
}

/**
 * Returns the address of the page where a person lets the integration act for them. Throws a TypeError for missing options
 * or scopes.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export function authorizationUrl(request: AuthorizationRequest): string {
  const { clientId, redirectUri, scopes, state, codeChallenge } = request;
  const { baseUrl = 'https://webexapis.com/v1/' } = request;
  checkStrings({ clientId, redirectUri });
  if (!URL.canParse(baseUrl))
    throw new TypeError('"baseUrl" must be a URL, such as https://webexapis.com/v1/.');
  const url = new URL('authorize', baseUrl.replace(/\/?$/, '/'));
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: joinScopes(scopes),
    ...(state !== undefined && { state }),
    ...(codeChallenge !== undefined && { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
  };
  // Percent-encoded, because not every part of Webex reads a plus sign as a space.
  url.search = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return url.href;
}

/** Creates a random PKCE verifier to keep until the code is exchanged, and the challenge to send along with the login. */
export function createCodeVerifier(): { codeVerifier: string; codeChallenge: string } {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

/** Joins scopes as OAuth sends them. Throws a TypeError if there is none, or one with white space in it. */
export function joinScopes(scopes: readonly string[]): string {
  if (Array.isArray(scopes) && scopes.length > 0 && scopes.every((scope) => /^\S+$/.test(scope))) {
    return scopes.join(' ');
  }
  throw new TypeError('"scopes" must be an array of at least one scope, such as ["spark:people_read"].');
}
