import { setTimeout } from 'node:timers/promises';
import { AccessTokenError, ApiError, type Session } from '@wxt/core';
import { joinScopes } from '../authorization-url.js';
import { checkTexts } from '../check-texts.js';
import { requestTokens } from '../token-endpoint.js';
import { checkKeeping, type KeepingOptions, type TokenManager } from '../token-manager.js';
import type { Integration, TokenSet } from '../token-set.js';
import { keepLogin } from './oauth.js';

/** What to show to whoever is to let the device in. */
export interface DevicePrompt {
  readonly userCode: string;
  /** Where the code is to be entered, on any machine. */
  readonly verificationUri: string;
  /** The same, with the code entered already: for a link or a QR code. */
  readonly verificationUriComplete: string;
  /** Seconds until it is too late. */
  readonly expiresIn: number;
}

/** A login from a device without a browser. */
export interface DeviceLogin extends Integration, KeepingOptions {
  readonly scopes: readonly string[];
  /** Shows the prompt; the login goes on while it does. */
  readonly onPrompt: (prompt: DevicePrompt) => void;
  /** Ends the login early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

interface Begun {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval?: number | undefined;
}

/**
 * Logs somebody in who has a browser on another machine. The session needs no token. Rejects with an AccessTokenError
 * where they refuse or take too long, and with a TypeError for options that are wrong.
 *
 * @see https://developer.webex.com/docs/login-with-webex
 */
export async function loginWithDevice(session: Session, login: DeviceLogin): Promise<TokenManager> {
  const { clientId, clientSecret, signal } = login;
  checkTexts({ clientId, clientSecret });
  checkKeeping(login);
  const begun = await session.post<Begun>(['device', 'authorize'], {
    form: { client_id: clientId, scope: joinScopes(login.scopes) },
    accessToken: false,
    confidential: true,
    signal,
  });
  login.onPrompt({
    userCode: begun.user_code,
    verificationUri: begun.verification_uri,
    verificationUriComplete: begun.verification_uri_complete,
    expiresIn: begun.expires_in,
  });
  return keepLogin(login, await poll(session, login, begun));
}

/** Asks until somebody has answered, as often as the service allows. */
async function poll(session: Session, login: DeviceLogin, begun: Begun): Promise<TokenSet> {
  const end = performance.now() + begun.expires_in * 1000;
  let interval = begun.interval ?? 5;
  while (performance.now() + interval * 1000 < end) {
    await setTimeout(interval * 1000, undefined, { signal: login.signal }).catch(() => {
      login.signal?.throwIfAborted();
    });
    const answer = await ask(session, login, begun.device_code);
    if (typeof answer === 'object') return answer;
    // By RFC 8628.
    if (answer === 'slow_down') interval += 5;
  }
  throw new AccessTokenError(`Nobody let the device in within ${begun.expires_in} s: begin again.`);
}

type Answer = TokenSet | 'pending' | 'slow_down';

async function ask(session: Session, login: DeviceLogin, deviceCode: string): Promise<Answer> {
  const { clientId, clientSecret, signal } = login;
  try {
    return await requestTokens(session, ['device', 'token'], {
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
        client_id: clientId,
      },
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      signal,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const said = [...error.errors.map(({ description }) => description), error.message].join(' ');
    // Webex says 428 where the RFC says authorization_pending.
    if (error.status === 428) return 'pending';
    if (said.includes('slow_down')) return 'slow_down';
    if (said.includes('authorization_pending')) return 'pending';
    throw new AccessTokenError(`The device was not let in: ${error.message}`, { cause: error });
  }
}
