import { randomBytes } from 'node:crypto';
import type { Person } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import type { State } from '../store/state.js';

/** How long tokens live, in seconds. Those of the emulator's users don't expire. */
export interface TokenLifetimes {
  /** Default: 14 days. */
  readonly access: number;
  /** From the last refresh. Default: 90 days. */
  readonly refresh: number;
  /** Of a guest's access token. Default: 12 hours. */
  readonly guest: number;
  /** Of an authorization code. Default: 10 minutes. */
  readonly code: number;
  /** Of a device's login. Default: 5 minutes. */
  readonly device: number;
}

/** The settings of OAuth. */
export interface OAuthSettings {
  readonly lifetimes: TokenLifetimes;
  /** Seconds a device must wait between polls. */
  readonly pollInterval: number;
  /** Where logins of the integration redirect to. */
  readonly redirectUri: string;
}

const day = 24 * 3600;

export const defaultOAuth: OAuthSettings = {
  lifetimes: { access: 14 * day, refresh: 90 * day, guest: day / 2, code: 600, device: 300 },
  pollInterval: 2,
  redirectUri: 'http://127.0.0.1:8080/',
};

/** How many tokens were issued since the emulator started. */
export interface IssuedTokens {
  byCode: number;
  byRefresh: number;
  byDevice: number;
  byServiceApp: number;
}

/** A program that people authorize to act for them. */
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

/** The person that a token or a code belongs to until it expires. */
export interface Credential {
  readonly person: Person;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The authorization that an access token was issued for; undefined for tokens that don't come from OAuth. */
  readonly authorizationId?: string | undefined;
}

/** An authorization code. */
export interface Grant extends Credential {
  readonly redirectUri: string;
  readonly scope: string;
  /** Of PKCE: base64url of the SHA-256 of the verifier. */
  readonly codeChallenge?: string | undefined;
}

/** A refresh token, which is a person's authorization of a program. */
export interface RefreshToken extends Credential {
  readonly authorizationId: string;
  readonly created: string;
  /** Of the program that it was issued to. */
  readonly clientId: string;
  readonly scope: string;
}

/** A login that waits until somebody enters its code in a browser. */
export interface DeviceLogin {
  readonly scope: string;
  readonly userCode: string;
  expiresAt: number;
  /** Milliseconds since 1970; 0 before the first time. */
  lastPolled: number;
  /** Who approved the device; `false` if somebody denied it. */
  answer?: Person | false | undefined;
}

export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

export function inSeconds(seconds: number): number {
  return Date.now() + seconds * 1000;
}

/** Finds what has not expired yet. */
export function find<T extends { readonly expiresAt: number }>(
  among: ReadonlyMap<string, T>,
  secret: string,
): T | undefined {
  const found = among.get(secret);
  return found !== undefined && Date.now() < found.expiresAt ? found : undefined;
}

/** Issues an access token, which is valid immediately. */
export function issueAccessToken(
  state: State,
  person: Person,
  seconds = Number.POSITIVE_INFINITY,
  authorizationId?: string,
  token = randomSecret(),
): string {
  state.accessTokens.set(token, { person, expiresAt: inSeconds(seconds), authorizationId });
  return token;
}

/** Issues what OAuth responds with: a new access token, and a refresh token. */
export function issueTokens(
  state: State,
  granted: Pick<RefreshToken, 'person' | 'clientId' | 'scope'>,
  refreshToken = randomSecret(),
) {
  const { access, refresh } = state.lifetimes;
  const { person, clientId, scope } = granted;
  const { authorizationId, created } = state.refreshTokens.get(refreshToken) ?? {
    authorizationId: identifier('AUTHORIZATION'),
    created: state.clock.next(),
  };
  const expiresAt = inSeconds(refresh);
  state.refreshTokens.set(refreshToken, { person, clientId, scope, expiresAt, authorizationId, created });
  return {
    access_token: issueAccessToken(state, person, access, authorizationId),
    expires_in: access,
    refresh_token: refreshToken,
    refresh_token_expires_in: refresh,
    token_type: 'Bearer',
    scope,
  };
}

/** Revokes an access or a refresh token. Returns whether there was one. */
export function revokeToken(state: State, token: string): boolean {
  return [state.accessTokens.delete(token), state.refreshTokens.delete(token)].includes(true);
}

/** Revokes the tokens and codes of a person. */
export function revokeTokensOf(state: State, person: Person): void {
  revokeIf(state, (credential) => credential.person === person);
  for (const [code, grant] of state.grants) if (grant.person === person) state.grants.delete(code);
}

/** Revokes the refresh token and all access tokens of an authorization. */
export function revokeAuthorization(state: State, id: string): void {
  revokeIf(state, ({ authorizationId }) => authorizationId === id);
}

function revokeIf(state: State, condition: (credential: Credential) => boolean): void {
  for (const tokens of [state.accessTokens, state.refreshTokens]) {
    for (const [token, credential] of tokens) if (condition(credential)) tokens.delete(token);
  }
}
