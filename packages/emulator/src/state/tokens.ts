import { randomBytes } from 'node:crypto';
import type { Person } from './entities.js';
import type { State } from './state.js';

/** Seconds that tokens live, as in the service. They don't expire here before that, nor does the emulator last so long. */
export const lifetime = { access: 14 * 24 * 3600, refresh: 90 * 24 * 3600, guest: 12 * 3600 };

/** A program that people let act for them. */
export interface Integration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** Signs guests in by JWTs. */
export interface GuestIssuerAccount {
  readonly issuerId: string;
  /** In base64, as Webex shows it. */
  readonly secret: string;
}

/** What an authorization code stands for until it is used. */
export interface Grant {
  readonly person: Person;
  /** Of PKCE: base64url of the SHA-256 of the verifier. */
  readonly codeChallenge?: string;
}

export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** An access token that works from now on. */
export function issueAccessToken(state: State, person: Person): string {
  const token = randomSecret();
  state.peopleByToken.set(token, person);
  return token;
}
