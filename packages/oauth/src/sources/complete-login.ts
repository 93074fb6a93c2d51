import { type ApiObject, ForbiddenError, type Session } from '@wxt/core';
import { checkStrings } from '../check-options.js';
import { LoginRequiredError } from '../errors.js';
import { checkKeeping, type KeepingOptions } from '../keeping-options.js';
import { exchangeCode } from '../token-endpoint.js';
import type { TokenManager } from '../token-manager.js';
import type { Integration } from '../token-set.js';
import { exchangeError, keepLogin } from './oauth.js';

/** The person who logged in, as `GET people/me` returns them. */
export interface LoginPerson extends ApiObject {
  readonly id: string;
  readonly displayName?: string;
  readonly emails?: readonly string[];
  readonly orgId?: string;
}

/** The end of a login in a web server. */
export interface CompleteLogin extends Integration, Omit<KeepingOptions, 'key'> {
  /** The parameter `code` of the redirect; works once. Check the redirect's `state` first. */
  readonly code: string;
  /** The redirect URI of the authorization, exactly. */
  readonly redirectUri: string;
  /** The verifier of the authorization's code challenge, if it had one (PKCE). */
  readonly codeVerifier?: string | undefined;
  /** Returns the key of the person's tokens in the store. Default: the person's id. */
  readonly key?: ((person: LoginPerson) => string) | undefined;
  /** Ends the login early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A completed login. */
export interface Login {
  readonly person: LoginPerson;
  /** The key of the tokens in the store: `oauthTokens({ …, store, key })` finds them again. */
  readonly key: string;
  readonly tokens: TokenManager;
}

/**
 * Completes a login in a web server: exchanges the code, asks who logged in, and stores the tokens under that person's key.
 * The session needs no token; the login needs the scope `spark:people_read`.
 *
 * Rejects with a `LoginRequiredError` if the code can't be used any more: send the person to the login page again.
 *
 * ```ts
 * const { person, tokens } = await completeLogin(session, {
 *   clientId, clientSecret, code, redirectUri, codeVerifier, store, key: ({ id }) => id,
 * });
 * ```
 *
 * @see https://developer.webex.com/docs/integrations
 */
export async function completeLogin(session: Session, login: CompleteLogin): Promise<Login> {
  const { clientId, clientSecret, code, redirectUri, codeVerifier, key: keyOf, signal, ...keeping } = login;
  checkStrings({ clientId, clientSecret, code, redirectUri });
  if (codeVerifier !== undefined) checkStrings({ codeVerifier });
  if (keyOf !== undefined && typeof keyOf !== 'function') {
    throw new TypeError('"key" must be a function that returns the key of a person, such as ({ id }) => id.');
  }
  checkKeeping({ ...keeping, key: 'any' });
  signal?.throwIfAborted();
  const exchange = { clientId, clientSecret, redirectUri, code, codeVerifier };
  const tokens = await exchangeCode(session, exchange, signal).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw exchangeError(error);
  });
  const person = await askWho(session, tokens.accessToken, signal);
  const key = keyOf === undefined ? person.id : keyOf(person);
  checkStrings({ key });
  return { person, key, tokens: await keepLogin({ clientId, clientSecret, ...keeping, key }, tokens) };
}

async function askWho(
  session: Session,
  accessToken: string,
  signal: AbortSignal | undefined,
): Promise<LoginPerson> {
  try {
    return await session.get<LoginPerson>(['people', 'me'], { accessToken, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    const hint = cause instanceof ForbiddenError ? ' It needs the scope spark:people_read.' : '';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LoginRequiredError(`Who logged in could not be found out: log in again.${hint} ${reason}`, {
      cause,
    });
  }
}
