import { accessTokenError } from '../errors/create-error.js';
import { AccessTokenError } from '../errors/errors.js';
import type { AccessTokenSource, Session, TokenSource } from '../session-types.js';
import { abortable, isThenable } from '../utils/abort.js';

type Environment = Readonly<Record<string, string | undefined>>;

const variables = ['WEBEX_TEAMS_ACCESS_TOKEN', 'WEBEX_ACCESS_TOKEN'];
const missingToken = `No access token. Set the environment variable ${variables[0]} or pass the option accessToken.`;
const withoutToken =
  'This session was made without an access token (accessToken: false), and this call needs one.';

/** Creates the source of a session's tokens: what the program passes, else the environment's token. */
export function createTokenSource(
  given: AccessTokenSource | undefined,
  environment: Environment,
): TokenSource {
  if (given === false) {
    return {
      getAccessToken: () => {
        throw accessTokenError(withoutToken);
      },
    };
  }
  if (typeof given === 'function') return { getAccessToken: () => given() };
  if (typeof given === 'object' && typeof given?.getAccessToken === 'function') return given;
  const token = checkToken(given ?? variables.map((name) => environment[name]).find(Boolean), missingToken);
  return { getAccessToken: () => token };
}

/**
 * Returns a token without what people paste around it: white space, quotes, a leading `Bearer`. Throws an
 * AccessTokenError that says what is wrong with it and never what it is.
 */
export function checkToken(token: unknown, absent = 'There is no access token.'): string {
  if (token === undefined || token === null) throw accessTokenError(absent);
  if (typeof token !== 'string') throw accessTokenError(`An access token is a string, got ${typeof token}.`);
  if (isPlain.test(token) && !/^["']|^bearer$/i.test(token)) return token;
  const bare = token
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
    .replace(/^bearer\s+/i, '')
    .trim();
  if (/^(?:bearer|["']*)$/i.test(bare)) throw accessTokenError('The access token is empty.');
  if (isPlain.test(bare)) return bare;
  throw accessTokenError('The access token holds white space or characters that no token has.');
}

const isPlain = /^[\x21-\x7e]+$/;

/** Gets a session's tokens from its source. */
export class Authenticator {
  readonly #source: TokenSource;
  readonly #session: Session;

  constructor(source: TokenSource, session: Session) {
    this.#source = source;
    this.#session = session;
  }

  /** Whether a token that was refused can be replaced. */
  get canRenew(): boolean {
    return typeof this.#source.renewAccessToken === 'function';
  }

  /** Returns the token at once if the source does. */
  getToken(signal: AbortSignal | undefined): string | Promise<string> {
    const failure = 'The source of access tokens failed';
    try {
      const token = this.#source.getAccessToken(this.#session);
      if (typeof token === 'string' || !isThenable(token)) return checkToken(token, noToken);
      return this.#await(token, failure, signal).then((resolved) => checkToken(resolved, noToken));
    } catch (error) {
      throw toTokenError(error, failure);
    }
  }

  /** Resolves to a token in place of a rejected one, or to `undefined` if there is no other. */
  async renewToken(rejected: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const failure = 'The service refused the access token, and renewing it failed';
    let token: unknown;
    try {
      token = this.#source.renewAccessToken?.(rejected, this.#session);
    } catch (error) {
      throw toTokenError(error, failure);
    }
    const renewed = isThenable(token) ? await this.#await(token, failure, signal) : token;
    return renewed === undefined ? undefined : checkToken(renewed);
  }

  /** A call that is aborted stops waiting; others that wait for the same token go on. */
  async #await(
    token: PromiseLike<unknown>,
    failure: string,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    try {
      return await abortable(token, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw toTokenError(error, failure);
    }
  }
}

const noToken = 'The source of access tokens returned no token.';

function toTokenError(error: unknown, failure: string): unknown {
  if (error instanceof AccessTokenError) return error;
  return accessTokenError(`${failure}; its error is the cause.`, error);
}
