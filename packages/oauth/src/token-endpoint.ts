import { AccessTokenError, type Path, type Session, type SessionRequest } from '@wxt/core';
import type { Integration, TokenSet } from './token-set.js';

interface Answer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly refresh_token?: unknown;
  readonly refresh_token_expires_in?: unknown;
}

/** Asks the service for tokens. Their lifetimes count from the question, so that they never end later than they say. */
export async function requestTokens(
  session: Session,
  path: Path,
  request: SessionRequest,
): Promise<TokenSet> {
  const asked = Date.now();
  const answer = await session.post<Answer | undefined>(path, {
    accessToken: false,
    confidential: true,
    ...request,
  });
  const { access_token, expires_in, refresh_token, refresh_token_expires_in } = answer ?? {};
  if (typeof access_token !== 'string' || typeof expires_in !== 'number') {
    throw new AccessTokenError('The service answered without an access token and its lifetime.');
  }
  return {
    accessToken: access_token,
    issuedAt: asked,
    expiresAt: asked + expires_in * 1000,
    ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
    ...(typeof refresh_token_expires_in === 'number' && {
      refreshTokenExpiresAt: asked + refresh_token_expires_in * 1000,
    }),
  };
}

interface Exchange extends Integration {
  readonly code: string;
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
}

/** Exchanges the code of a login. It is not sent again by itself: a code works once. */
export function exchangeCode(session: Session, exchange: Exchange): Promise<TokenSet> {
  return requestTokens(session, ['access_token'], {
    form: {
      grant_type: 'authorization_code',
      client_id: exchange.clientId,
      client_secret: exchange.clientSecret,
      code: exchange.code,
      redirect_uri: exchange.redirectUri,
      code_verifier: exchange.codeVerifier,
    },
  });
}
