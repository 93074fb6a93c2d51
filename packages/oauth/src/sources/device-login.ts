import { AccessTokenError, ApiError, type Session } from '@wxt/core';
import { joinScopes } from '../authorization-url.js';
import { checkFunction, checkStrings } from '../check-options.js';
import { LoginRequiredError } from '../errors.js';
import { checkKeeping, type KeepingOptions } from '../keeping-options.js';
import { requestTokens } from '../token-endpoint.js';
import type { TokenManager } from '../token-manager.js';
import { type Integration, parseSeconds, type TokenSet } from '../token-set.js';
import { keepLogin } from './oauth.js';

/** What to show to the person who is to approve the login. */
export interface DevicePrompt {
  readonly userCode: string;
  /** Where to enter the code, on any machine. */
  readonly verificationUri: string;
  /** The same with the code filled in, for a link or a QR code. `undefined` if the service doesn't send it. */
  readonly verificationUriComplete: string | undefined;
  /** Seconds until the code expires. */
  readonly expiresIn: number;
}

/** A login from a device without a browser. */
export interface DeviceLogin extends Integration, KeepingOptions {
  readonly scopes: readonly string[];
  /** Shows the prompt; the login goes on meanwhile. If it fails, so does the login. */
  readonly onPrompt: (prompt: DevicePrompt) => unknown;
  /** Ends the login early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

interface DeviceAuthorization {
  readonly device_code?: unknown;
  readonly user_code?: unknown;
  readonly verification_uri?: unknown;
  readonly verification_uri_complete?: unknown;
  readonly expires_in?: unknown;
  readonly interval?: unknown;
}

/** Seconds. The interval's default is RFC 8628's; the code's lifetime is Webex's. */
const defaultInterval = 5;
const maxInterval = 60;
const defaultLifetime = 300;
const maxLifetime = 3600;

/**
 * Logs a person in who has a browser on another machine, as RFC 8628 describes. The session needs no token. Connection
 * failures, rate limits and server errors while waiting don't end the login: only its expiry and the service's refusal do.
 *
 * Rejects with a `LoginRequiredError` if the person refuses or takes too long, with another `AccessTokenError` if the
 * service refuses the client, and with a TypeError for wrong options.
 *
 * @see https://developer.webex.com/docs/login-with-webex
 */
export async function loginWithDevice(session: Session, login: DeviceLogin): Promise<TokenManager> {
  const { clientId, clientSecret, scopes, onPrompt, signal } = login;
  checkStrings({ clientId, clientSecret });
  checkFunction('onPrompt', onPrompt ?? null);
  checkKeeping(login);
  const started = await session.post<DeviceAuthorization | undefined>(['device', 'authorize'], {
    form: { client_id: clientId, scope: joinScopes(scopes) },
    accessToken: false,
    confidential: true,
    // A second one is only another code that nobody uses.
    idempotent: true,
    signal,
  });
  const { device_code, user_code, verification_uri, verification_uri_complete } = started ?? {};
  if (!isText(device_code) || !isText(user_code) || !isText(verification_uri)) {
    throw new AccessTokenError('The response has no code to show, or no address to enter it at.');
  }
  const lifetime = Math.min(parseSeconds(started?.expires_in) ?? defaultLifetime, maxLifetime);
  const interval = Math.min(Math.max(parseSeconds(started?.interval) ?? defaultInterval, 1), maxInterval);

  const ended = new AbortController();
  const anySignal = AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]);
  const prompt: DevicePrompt = {
    userCode: user_code,
    verificationUri: verification_uri,
    verificationUriComplete: isText(verification_uri_complete) ? verification_uri_complete : undefined,
    expiresIn: lifetime,
  };
  const failedPrompt = Promise.resolve(prompt)
    .then(onPrompt)
    .then(() => new Promise<never>(() => undefined));
  try {
    const polling = poll(session, { ...login, signal: anySignal }, device_code, lifetime, interval);
    return await keepLogin(login, await Promise.race([polling, failedPrompt]));
  } finally {
    ended.abort();
  }
}

/** Polls until the person has answered, as often as the service allows. */
async function poll(
  session: Session,
  login: DeviceLogin,
  deviceCode: string,
  lifetime: number,
  interval: number,
): Promise<TokenSet> {
  const end = performance.now() + lifetime * 1000;
  let delay = interval;
  let cause: unknown;
  while (performance.now() + delay * 1000 < end) {
    await sleep(delay * 1000, login.signal);
    login.signal?.throwIfAborted();
    const answer = await ask(session, login, deviceCode, end - performance.now());
    if ('accessToken' in answer) return answer;
    if (answer.slowDown) interval += 5;
    cause = answer.failure;
    // By RFC 8628, a client polls less often after a failure.
    const slower = Math.min(2 * delay, Math.max(maxInterval, interval));
    delay = cause === undefined ? interval : Math.max(slower, retryAfterOf(cause));
  }
  const reason = cause instanceof Error ? ` The last attempt failed: ${cause.message}` : '';
  throw new LoginRequiredError(`Nobody approved the login within ${lifetime} s: start it again.${reason}`, {
    cause,
  });
}

interface NoAnswer {
  readonly slowDown?: boolean;
  readonly failure?: unknown;
}

async function ask(
  session: Session,
  { clientId, clientSecret, signal }: DeviceLogin,
  deviceCode: string,
  remaining: number,
): Promise<TokenSet | NoAnswer> {
  try {
    return await requestTokens(session, ['device', 'token'], {
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
        client_id: clientId,
      },
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      // Repeating is up to the loop, which knows the interval.
      maxRetries: 0,
      waitOnRateLimit: false,
      totalTimeout: Math.max(1, Math.ceil(remaining)),
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    return readRefusal(error);
  }
}

/** Tells an answer that means "not yet" from one that ends the login. Throws an AccessTokenError for the latter. */
function readRefusal(error: unknown): NoAnswer {
  if (!(error instanceof ApiError)) return { failure: error };
  const { status, errors, message } = error;
  const text = [...errors.map(({ description }) => description), message].join(' ');
  // Webex sends 428 where the RFC has authorization_pending.
  if (status === 428 || text.includes('authorization_pending')) return {};
  if (text.includes('slow_down')) return { slowDown: true };
  if (status >= 500 || status === 408 || status === 429) return { failure: error };
  const isClient = status === 401 || /(invalid|unauthorized)_client/.test(text);
  const ErrorClass = isClient ? AccessTokenError : LoginRequiredError;
  throw new ErrorClass(`The login was refused: ${message}`, { cause: error });
}

function retryAfterOf(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfter ?? 0) : 0;
}

/** Resolves after some time, or when the signal is aborted. */
function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
