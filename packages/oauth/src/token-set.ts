import { createHash } from 'node:crypto';

/** The credentials that Webex gave an integration when it was registered. */
export interface Integration {
  readonly clientId: string;
  /** Sent to the session's own address only. */
  readonly clientSecret: string;
}

/** Tokens and their times, in milliseconds since 1970. This is what a store holds: keep it as secret as a password. */
export interface TokenSet {
  readonly accessToken: string;
  /** Increases with every renewal: of two sets, the one with the higher value is the newer one. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refreshToken?: string | undefined;
  readonly refreshTokenExpiresAt?: number | undefined;
  /** A hash of the code or refresh token that the login started with. Renewals keep it. */
  readonly origin?: string | undefined;
}

/** Used if the service gives no usable lifetime: a token that ends sooner is renewed when the service refuses it. */
const defaultLifetime = 3600;
const maxLifetime = 365 * 24 * 3600;

/** Returns a usable token without white space around it, or `undefined` for anything else. */
export function cleanToken(value: unknown): string | undefined {
  const token = typeof value === 'string' ? value.trim() : '';
  return /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

/** Returns a lifetime in milliseconds from seconds as a service or a program gives them, always within bounds. */
export function parseLifetime(value: unknown): number {
  const seconds = parseSeconds(value) ?? defaultLifetime;
  return Math.min(Math.max(seconds, 1), maxLifetime) * 1000;
}

/** Returns a positive number of seconds, or `undefined`. */
export function parseSeconds(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
}

/**
 * Returns what is usable of a stored entry. A garbled access token with a good refresh token comes back as one that has
 * expired. Returns `undefined` if neither token is usable.
 */
export function parseTokenSet(value: unknown): TokenSet | undefined {
  const entry = Object(value);
  const accessToken = cleanToken(entry.accessToken);
  const refreshToken = cleanToken(entry.refreshToken);
  const isUsable = accessToken !== undefined && isTime(entry.issuedAt) && isTime(entry.expiresAt);
  if (!isUsable && refreshToken === undefined) return undefined;
  return {
    accessToken: accessToken ?? '',
    issuedAt: isTime(entry.issuedAt) ? entry.issuedAt : 0,
    expiresAt: isUsable ? entry.expiresAt : 0,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(isTime(entry.refreshTokenExpiresAt) && { refreshTokenExpiresAt: entry.refreshTokenExpiresAt }),
    ...(typeof entry.origin === 'string' && { origin: entry.origin }),
  };
}

/** Returns the newer of two sets. */
export function newer(one: TokenSet | undefined, other: TokenSet | undefined): TokenSet | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.issuedAt > one.issuedAt ? other : one;
}

/** Returns whether a login started with the secret of this hash, or has it as its refresh token. */
export function startedWith(tokens: TokenSet, hash: string): boolean {
  return (
    tokens.origin === hash || (tokens.refreshToken !== undefined && hashOf(tokens.refreshToken) === hash)
  );
}

/** Returns a hash that identifies secrets and doesn't reveal them. */
export function hashOf(...secrets: readonly string[]): string {
  return createHash('sha256').update(secrets.join('\0')).digest('base64url');
}

/** Milliseconds since 1970 that a Date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15;
}
