import type { Session } from '@wxt/core';
import type { Integration } from './integration.js';
import { requestTokens } from './request-tokens.js';
import type { TokenSet } from './token-set.js';

interface Exchange extends Integration {
  readonly code: string;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
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
