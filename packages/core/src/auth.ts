import { AccessTokenError } from './errors.js';

/**
 * An access token; a function that gives one, asked before every attempt, which may answer later; or `false` for a
 * session without a token, which reaches only what needs none.
 */
export type AccessTokenSource = string | (() => string | Promise<string>) | false;

const variables = ['WEBEX_TEAMS_ACCESS_TOKEN', 'WEBEX_ACCESS_TOKEN'];

/**
 * Finds where a session's token comes from: what the program gives, else the environment. Throws an AccessTokenError
 * where there is none.
 */
export function createTokenSource(
  given: AccessTokenSource | undefined,
  environment: NodeJS.ProcessEnv,
): () => Promise<string> {
  if (given === false) return () => Promise.reject(new AccessTokenError(withoutToken));
  if (typeof given === 'function') return () => askForToken(given);
  const token = checkToken(given ?? variables.map((name) => environment[name]).find(Boolean), missing);
  return async () => token;
}

const withoutToken =
  'This session was made without an access token (accessToken: false), and this call needs one.';
const missing = `No access token. Set the environment variable ${variables[0]} or pass the option accessToken.`;

async function askForToken(source: () => string | Promise<string>): Promise<string> {
  let token: unknown;
  try {
    token = await source();
  } catch (cause) {
    throw new AccessTokenError('The function given as accessToken failed; its error is the cause.', {
      cause,
    });
  }
  return checkToken(token, 'The function given as accessToken answered without a token.');
}

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
