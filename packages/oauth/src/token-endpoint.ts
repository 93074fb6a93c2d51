import { AccessTokenError, type Path, type Session, type SessionRequest } from '@wxt/core';
import { cleanToken, type Integration, parseLifetime, parseSeconds, type TokenSet } from './token-set.js';

interface TokenResponse {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly refresh_token?: unknown;
  readonly refresh_token_expires_in?: unknown;
}

/** Requests tokens. Lifetimes count from the request, so that tokens never expire earlier than they say. */
export async function requestTokens(
  session: Session,
  path: Path,
  request: SessionRequest,
): Promise<TokenSet> {
  const issuedAt = Date.now();
  const response = await session.post<TokenResponse | undefined>(path, {
    accessToken: false,
    confidential: true,
    ...request,
  });
  const { access_token, expires_in, refresh_token, refresh_token_expires_in } = response ?? {};
  const refreshToken = cleanToken(refresh_token);
  const refreshTokenSeconds = parseSeconds(refresh_token_expires_in);
  return {
    ...createTokenSet(access_token, expires_in, issuedAt),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refreshTokenSeconds !== undefined && {
      refreshTokenExpiresAt: issuedAt + parseLifetime(refreshTokenSeconds),
    }),
  };
}

/** Creates a token set from an access token and its lifetime in seconds. Throws an AccessTokenError for no token. */
export function createTokenSet(token: unknown, seconds: unknown, issuedAt: number): TokenSet {
  const accessToken = cleanToken(token);
  if (accessToken === undefined) {
    throw new AccessTokenError('The response has no usable access token.');
  }
  return { accessToken, issuedAt, expiresAt: issuedAt + parseLifetime(seconds) };
}

interface CodeExchange extends Integration {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier?: string | undefined;
}

/** Exchanges the code of a login. The session doesn't send it again by itself: a code works once. */
export function exchangeCode(
  session: Session,
  exchange: CodeExchange,
  signal?: AbortSignal,
): Promise<TokenSet> {
  return requestTokens(session, ['access_token'], {
    signal,
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
