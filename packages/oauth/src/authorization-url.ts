import { createHash, randomBytes } from 'node:crypto';
import { checkTexts } from './check-texts.js';

/** What a login asks for. */
export interface Authorization {
  readonly clientId: string;
  /** Where Webex sends the browser afterwards: one of the integration's registered addresses, to the letter. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Comes back with the redirect. Check that it is the same: then the login is one that you began. */
  readonly state?: string | undefined;
  /** Of `createCodeVerifier`: the code can be exchanged only with what this was made of. */
  readonly codeChallenge?: string | undefined;
  /** Where the API is. Default: `https://webexapis.com/v1/`. */
  readonly baseUrl?: string | undefined;
}

/** The address to send a person to, so that they let the integration act for them. */
export function authorizationUrl(authorization: Authorization): string {
  const { clientId, redirectUri, scopes, state, codeChallenge } = authorization;
  checkTexts({ clientId, redirectUri });
  const url = new URL('authorize', authorization.baseUrl ?? 'https://webexapis.com/v1/');
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: joinScopes(scopes),
    ...(state !== undefined && { state }),
    ...(codeChallenge !== undefined && { code_challenge: codeChallenge, code_challenge_method: 'S256' }),
  };
  // Percent-encoded: not every part of Webex reads a plus sign as a space.
  url.search = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return url.href;
}

/** PKCE: a fresh verifier, which stays here until the code is exchanged, and its challenge, which goes along. */
export function createCodeVerifier(): { codeVerifier: string; codeChallenge: string } {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

/** Scopes as OAuth sends them. Throws a TypeError where there is none, or one with white space in it. */
export function joinScopes(scopes: readonly string[]): string {
  if (Array.isArray(scopes) && scopes.length > 0 && scopes.every((scope) => /^\S+$/.test(scope))) {
    return scopes.join(' ');
  }
  throw new TypeError('"scopes" takes an array of at least one scope, such as ["spark:people_read"].');
}
