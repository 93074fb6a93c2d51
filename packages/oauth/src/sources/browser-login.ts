import { randomBytes } from 'node:crypto';
import type { Session } from '@wxt/core';
import { authorizationUrl, createCodeVerifier } from '../authorization-url.js';
import { checkFunction, checkMilliseconds, checkStrings } from '../check-options.js';
import { LoginRequiredError } from '../errors.js';
import { checkKeeping, type KeepingOptions } from '../keeping-options.js';
import { exchangeCode } from '../token-endpoint.js';
import type { TokenManager } from '../token-manager.js';
import type { Integration } from '../token-set.js';
import { exchangeError, keepLogin } from './oauth.js';
import { parseRedirectUri, receiveRedirect } from './redirect-server.js';

/** A login by the browser of whoever uses this machine. */
export interface BrowserLogin extends Integration, KeepingOptions {
  readonly scopes: readonly string[];
  /** An address on loopback, with a port, that is registered for the integration, such as `http://127.0.0.1:8080/`. */
  readonly redirectUri: string;
  /** Shows the address of the login page, or opens a browser there. If it fails, so does the login. */
  readonly onUrl: (url: string) => unknown;
  /** Milliseconds until the login is given up. Default: 300000, five minutes. */
  readonly timeout?: number | undefined;
  /** Ends the login early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const fiveMinutes = 300_000;

/**
 * Logs a person in by their browser, for command-line programs: listens on 127.0.0.1 for the redirect that ends the
 * login, and exchanges its code, with state and PKCE. The session needs no token.
 *
 * Rejects with a `LoginRequiredError` if the person refuses or takes too long, with another `AccessTokenError` if the port
 * of `redirectUri` can't be listened on (the system's error is the `cause`), and with a TypeError for wrong options.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export async function loginWithBrowser(session: Session, login: BrowserLogin): Promise<TokenManager> {
  const { clientId, clientSecret, scopes, redirectUri, onUrl, timeout = fiveMinutes } = login;
  checkStrings({ clientId, clientSecret, redirectUri });
  checkFunction('onUrl', onUrl ?? null);
  checkMilliseconds('timeout', timeout, 1);
  checkKeeping(login);
  const target = parseRedirectUri(redirectUri);
  const state = randomBytes(16).toString('base64url');
  const { codeVerifier, codeChallenge } = createCodeVerifier();
  const { baseUrl } = session;
  const url = authorizationUrl({ clientId, redirectUri, scopes, state, codeChallenge, baseUrl });
  const late = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([late, ...(login.signal === undefined ? [] : [login.signal])]);
  const query = await receiveRedirect({ target, state, signal, onListening: () => onUrl(url) }).catch(
    (error: unknown) => {
      login.signal?.throwIfAborted();
      if (!late.aborted) throw error;
      throw new LoginRequiredError(`Nobody logged in within ${timeout / 1000} s: start the login again.`);
    },
  );
  const code = query.get('code');
  if (!code) throw new LoginRequiredError(`The login was refused: ${describeRefusal(query)}.`);
  const exchange = { clientId, clientSecret, redirectUri, code, codeVerifier };
  const tokens = await exchangeCode(session, exchange, login.signal).catch((error: unknown) => {
    login.signal?.throwIfAborted();
    throw exchangeError(error);
  });
  return keepLogin(login, tokens);
}

/** Says what the redirect gave as the reason, without what could confuse a terminal. */
function describeRefusal(query: URLSearchParams): string {
  const text =
    query.get('error_description') || query.get('error') || 'the redirect has neither a code nor an error';
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200);
}
