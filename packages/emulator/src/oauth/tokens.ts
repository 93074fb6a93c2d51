import { randomBytes } from 'node:crypto';
import type { Person } from '../store/entities.js';
import type { State } from '../store/state.js';

/** How long tokens live, in seconds. Those that the emulator begins with don't end. */
export interface TokenLifetimes {
  /** Default: 14 days. */
  readonly access: number;
  /** Counted anew with each refresh. Default: 90 days. */
  readonly refresh: number;
  /** Of a guest's access token. Default: 12 hours. */
  readonly guest: number;
  /** Of an authorization code. Default: 10 minutes. */
  readonly code: number;
  /** Of a device's login. Default: 5 minutes. */
  readonly device: number;
}

/** What can be set of OAuth. */
export interface OAuthSettings {
  readonly lifetimes: TokenLifetimes;
  /** Seconds a device has to wait between asking. */
  readonly pollInterval: number;
  /** Where logins of the integration lead back to. */
  readonly redirectUri: string;
}

const day = 24 * 3600;

export const usualOAuth: OAuthSettings = {
  lifetimes: { access: 14 * day, refresh: 90 * day, guest: day / 2, code: 600, device: 300 },
  pollInterval: 2,
  redirectUri: 'http://127.0.0.1:8080/',
};

/** What has been issued since the emulator began. */
export interface IssuedTokens {
  byCode: number;
  byRefresh: number;
  byDevice: number;
  byServiceApp: number;
}

/** A program that people let act for them. */
export interface Integration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** A program that acts for the organization. */
export interface ServiceApp {
  readonly applicationId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Signs guests in by JWTs. */
export interface GuestIssuerAccount {
  readonly issuerId: string;
  /** In base64, as Webex shows it. */
  readonly secret: string;
}

/** What a token or a code stands for until it ends. */
export interface Credential {
  readonly person: Person;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** An authorization code. */
export interface Grant extends Credential {
  readonly redirectUri: string;
  readonly scope: string;
  /** Of PKCE: base64url of the SHA-256 of the verifier. */
  readonly codeChallenge?: string;
}

export interface RefreshToken extends Credential {
  /** Of the program that it was issued to. */
  readonly clientId: string;
  readonly scope: string;
}

/** A login that waits for somebody to enter its code in a browser. */
export interface DeviceLogin {
  readonly scope: string;
  readonly userCode: string;
  expiresAt: number;
  /** Milliseconds since 1970; 0 before the first time. */
  lastPolled: number;
  /** Who let the device in; `false` where somebody refused. */
  answer?: Person | false;
}

export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

export function inSeconds(seconds: number): number {
  return Date.now() + seconds * 1000;
}

/** What has not ended yet. */
export function find<T extends { readonly expiresAt: number }>(
  among: ReadonlyMap<string, T>,
  secret: string,
): T | undefined {
  const found = among.get(secret);
  return found !== undefined && Date.now() < found.expiresAt ? found : undefined;
}

/** An access token that works from now on. */
export function issueAccessToken(state: State, person: Person, seconds = Number.POSITIVE_INFINITY): string {
  const token = randomSecret();
  state.accessTokens.set(token, { person, expiresAt: inSeconds(seconds) });
  return token;
}

/** What OAuth answers with: a fresh access token, and a refresh token. */
export function issueTokens(
  state: State,
  { person, clientId, scope }: Omit<RefreshToken, 'expiresAt'>,
  refreshToken = randomSecret(),
) {
  const { access, refresh } = state.lifetimes;
  state.refreshTokens.set(refreshToken, { person, clientId, scope, expiresAt: inSeconds(refresh) });
  return {
    access_token: issueAccessToken(state, person, access),
    expires_in: access,
    refresh_token: refreshToken,
    refresh_token_expires_in: refresh,
    token_type: 'Bearer',
    scope,
  };
}

/** Ends an access or a refresh token; answers whether there was one. */
export function revokeToken(state: State, token: string): boolean {
  return [state.accessTokens.delete(token), state.refreshTokens.delete(token)].includes(true);
}

/** Their codes too. */
export function revokeTokensOf(state: State, person: Person): void {
  for (const secrets of [state.accessTokens, state.refreshTokens, state.grants]) {
    for (const [secret, credential] of secrets) if (credential.person === person) secrets.delete(secret);
  }
}
