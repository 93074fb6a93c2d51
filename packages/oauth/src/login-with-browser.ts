import { randomBytes } from 'node:crypto';
import { AccessTokenError, type Session } from '@wxt/core';
import { authorizationUrl } from './authorization-url.js';
import { checkTexts } from './check-texts.js';
import { createCodeVerifier } from './create-code-verifier.js';
import { exchangeCode } from './exchange-code.js';
import type { Integration } from './integration.js';
import { checkKeeping, type KeepingOptions, type TokenManager } from './kept-tokens.js';
import { keepLogin } from './oauth-tokens.js';
import { receiveRedirect } from './receive-redirect.js';

/** A login of whoever sits before this machine. */
export interface BrowserLogin extends Integration, KeepingOptions {
  readonly scopes: readonly string[];
  /** An address on loopback, with its port, that is registered for the integration: `http://127.0.0.1:8080/`, say. */
  readonly redirectUri: string;
  /** Shows the address of the login, or opens a browser there. */
  readonly onUrl: (url: string) => void;
  /** Milliseconds until it is too late. Default: five minutes. */
  readonly timeout?: number | undefined;
  /** Ends the login early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const fiveMinutes = 300_000;

/**
 * Logs somebody in by their browser, for programs on the command line: listens on 127.0.0.1 for the redirect that ends
 * the login, and exchanges its code, with PKCE. The session needs no token. Rejects with an AccessTokenError where they
 * refuse or take too long, and with a TypeError for options that are wrong.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export async function loginWithBrowser(session: Session, login: BrowserLogin): Promise<TokenManager> {
  const { clientId, clientSecret, scopes, redirectUri, timeout = fiveMinutes } = login;
  checkTexts({ clientId, clientSecret, redirectUri });
  checkKeeping(login);
  const state = randomBytes(16).toString('base64url');
  const { codeVerifier, codeChallenge } = createCodeVerifier();
  const { baseUrl } = session;
  const url = authorizationUrl({ clientId, redirectUri, scopes, state, codeChallenge, baseUrl });
  const late = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([late, ...(login.signal === undefined ? [] : [login.signal])]);
  const answer = await receiveRedirect(redirectUri, state, signal, () => login.onUrl(url)).catch((error) => {
    login.signal?.throwIfAborted();
    if (late.aborted) throw new AccessTokenError(`Nobody logged in within ${timeout / 1000} s: begin again.`);
    throw error;
  });
  const code = answer.get('code');
  if (code === null) {
    throw new AccessTokenError(
      `The login was refused: ${answer.get('error_description') ?? answer.get('error')}.`,
    );
  }
  return keepLogin(login, await exchangeCode(session, { ...login, code, codeVerifier }));
}
