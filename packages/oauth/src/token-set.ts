/** What Webex gave an integration when it was registered. */
export interface Integration {
  readonly clientId: string;
  /** Never sent anywhere but to the session's own address. */
  readonly clientSecret: string;
}

/** Tokens and their times, in milliseconds since 1970. A store keeps this: it is as secret as a password. */
export interface TokenSet {
  readonly accessToken: string;
  /** Grows with every renewal, so that of two sets the newer one is known. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refreshToken?: string | undefined;
  readonly refreshTokenExpiresAt?: number | undefined;
}

/** Whether something that was stored can be used. */
export function isTokenSet(value: unknown): value is TokenSet {
  const { accessToken, issuedAt, expiresAt, refreshToken } = Object(value);
  return (
    typeof accessToken === 'string' &&
    Number.isFinite(issuedAt) &&
    Number.isFinite(expiresAt) &&
    ['string', 'undefined'].includes(typeof refreshToken)
  );
}

/** The newer of two. */
export function newer(one: TokenSet | undefined, other: TokenSet | undefined): TokenSet | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.issuedAt > one.issuedAt ? other : one;
}
