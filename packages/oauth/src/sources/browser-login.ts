import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { AccessTokenError, type Session } from '@wxt/core';
import { authorizationUrl, createCodeVerifier } from '../authorization-url.js';
import { checkTexts } from '../check-texts.js';
import { exchangeCode } from '../token-endpoint.js';
import { checkKeeping, type KeepingOptions, type TokenManager } from '../token-manager.js';
import type { Integration } from '../token-set.js';
import { keepLogin } from './oauth.js';

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

const loopback = new Set(['127.0.0.1', 'localhost']);

/**
 * Listens on 127.0.0.1 until the redirect of a login with this state arrives, and answers with its parameters. Whatever
 * else arrives is turned away. Throws a TypeError for an address that is not on loopback.
 */
export async function receiveRedirect(
  redirectUri: string,
  state: string,
  signal: AbortSignal,
  onListening: () => void,
): Promise<URLSearchParams> {
  const { protocol, hostname, port, pathname } = parse(redirectUri);
  if (protocol !== 'http:' || !loopback.has(hostname)) {
    throw new TypeError('"redirectUri" takes an address on this machine: http://127.0.0.1:8080/, say.');
  }
  signal.throwIfAborted();
  const server = createServer();
  try {
    server.listen(Number(port || 80), '127.0.0.1');
    await once(server, 'listening', { signal });
    const received = new Promise<URLSearchParams>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      server.on('request', ({ method, url = '' }, response) => {
        const target = new URL(url, redirectUri);
        if (method !== 'GET' || target.pathname !== pathname) return answer(response, 404, 'Nothing here.');
        if (target.searchParams.get('state') !== state) {
          return answer(response, 400, 'This is not the login that the program began.');
        }
        answer(response, 200, 'You can close this page and go back to the program.');
        resolve(target.searchParams);
      });
    });
    onListening();
    return await received;
  } finally {
    server.close();
    server.closeIdleConnections();
  }
}

/** What is no address is none on this machine. */
function parse(redirectUri: string): URL {
  return new URL(URL.canParse(redirectUri) ? redirectUri : 'none:');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}
