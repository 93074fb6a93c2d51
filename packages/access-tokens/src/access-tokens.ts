import type { ApiObject, RequestOptions, Session } from '@wxt/core';

/** An access token of an integration, and what renews it. */
export interface AccessToken extends ApiObject {
  readonly access_token: string;
  /** Seconds from now; 14 days for a fresh token. */
  readonly expires_in: number;
  readonly refresh_token: string;
  /** Seconds from now; 90 days, counted anew with each refresh. */
  readonly refresh_token_expires_in: number;
  /** `Bearer`. */
  readonly token_type?: string;
  /** What the person allowed, separated by spaces. */
  readonly scope?: string;
}

export interface GetAccessToken {
  /** The integration's. */
  clientId: string;
  /** The integration's. */
  clientSecret: string;
  /** What Webex added to the redirect; works once. */
  code: string;
  /** The very address the authorization was asked for with. */
  redirectUri: string;
  /** What the authorization's `code_challenge` was made of, where it had one (PKCE). */
  codeVerifier?: string | undefined;
}

export interface RefreshAccessToken {
  /** The integration's. */
  clientId: string;
  /** The integration's. */
  clientSecret: string;
  refreshToken: string;
}

/** OAuth writes its parameters in another way than the rest of the API. */
const fieldNames = {
  clientId: 'client_id',
  clientSecret: 'client_secret',
  redirectUri: 'redirect_uri',
  codeVerifier: 'code_verifier',
  refreshToken: 'refresh_token',
};

/**
 * Access tokens of integrations, by OAuth 2. No access token is sent, so that a session without one will do:
 * `new Session({ accessToken: false })`.
 *
 * @see https://developer.webex.com/docs/integrations
 */
export class AccessTokens {
  constructor(protected readonly session: Session) {}

  /** Exchanges the code of an authorization for an access token. It is not sent again by itself: a code works once. */
  get(grant: GetAccessToken, options?: RequestOptions): Promise<AccessToken> {
    return this.session.post<AccessToken>(['access_token'], {
      ...options,
      form: { grant_type: 'authorization_code', ...grant },
      fieldNames,
      rules: { required: ['clientId', 'clientSecret', 'code', 'redirectUri'] },
      accessToken: false,
      confidential: true,
    });
  }

  /** Exchanges a refresh token for a fresh access token. */
  refresh(grant: RefreshAccessToken, options?: RequestOptions): Promise<AccessToken> {
    return this.session.post<AccessToken>(['access_token'], {
      ...options,
      form: { grant_type: 'refresh_token', ...grant },
      fieldNames,
      rules: { required: ['clientId', 'clientSecret', 'refreshToken'] },
      accessToken: false,
      confidential: true,
    });
  }
}
