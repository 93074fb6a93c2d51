import { AccessTokenError } from '../errors/errors.js';
import type { Session } from '../session.js';

/** Gives a session its access tokens, and can look for another one when the service refuses one. */
export interface TokenSource {
  /**
   * Asked before every attempt. What it needs of the service it can ask for through the session, with
   * `accessToken: false`.
   */
  getAccessToken(session: Session): string | Promise<string>;
  /**
   * Asked once for a call that was refused with 401, for a token in place of the rejected one. With that, the call is
   * sent again; where there is none, `undefined`, the refusal surfaces.
   */
  renewAccessToken?(rejected: string, session: Session): Promise<string | undefined>;
}

/**
 * An access token; a function that gives one, asked before every attempt, which may answer later; a source that can
 * also renew one; or `false` for a session without a token, which reaches only what needs none.
 */
export type AccessTokenSource = string | (() => string | Promise<string>) | TokenSource | false;

const variables = ['WEBEX_TEAMS_ACCESS_TOKEN', 'WEBEX_ACCESS_TOKEN'];

/**
 * Finds where a session's token comes from: what the program gives, else the environment. Throws an AccessTokenError
 * where there is none.
 */
export function createTokenSource(
  given: AccessTokenSource | undefined,
  environment: NodeJS.ProcessEnv,
): TokenSource {
  if (given === false) return { getAccessToken: () => Promise.reject(new AccessTokenError(withoutToken)) };
  if (typeof given === 'function') return { getAccessToken: () => given() };
  if (typeof given === 'object' && typeof given?.getAccessToken === 'function') return given;
  const token = checkToken(given ?? variables.map((name) => environment[name]).find(Boolean), missing);
  return { getAccessToken: () => token };
}

const withoutToken =
  'This session was made without an access token (accessToken: false), and this call needs one.';
const missing = `No access token. Set the environment variable ${variables[0]} or pass the option accessToken.`;

/** The token without white space around it, or an error that says what is wrong with it and never what it is. */
export function checkToken(token: unknown, absent = 'There is no access token.'): string {
  if (token === undefined || token === null) throw new AccessTokenError(absent);
  if (typeof token !== 'string')
    throw new AccessTokenError(`An access token is a string, got ${typeof token}.`);
  const trimmed = token.trim();
  if (trimmed === '') throw new AccessTokenError('The access token is empty.');
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new AccessTokenError('The access token holds white space or characters that no token has.');
  }
  return trimmed;
}
