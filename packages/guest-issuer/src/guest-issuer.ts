import type { ApiObject, RequestOptions, Session } from '@wxt/core';
import { signGuestToken } from './sign-guest-token.js';

/** A guest's access token. */
export interface GuestIssuerToken extends ApiObject {
  readonly token: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

export interface CreateGuestIssuerToken {
  /** Your own id of the guest. The same id is the same person to Webex. */
  subject: string;
  /** The name other people see. */
  displayName: string;
  /** The id of the guest issuer. */
  issuerId: string;
  /** When the guest's access ends: seconds since 1970, not milliseconds. */
  expiration: number;
  /** The secret of the guest issuer, in base64 as Webex shows it. It signs the request and is never sent. */
  secret: string;
}

/**
 * Guests of a guest issuer. The session's access token is not sent, so a session without one is enough:
 * `new Session({ accessToken: false })`.
 *
 * @see https://developer.webex.com/docs/guest-issuer
 */
export class GuestIssuer {
  constructor(protected readonly session: Session) {}

  /**
   * Signs a guest in and resolves to their access token. Rejects with a TypeError, and sends nothing, if the secret isn't
   * base64, or if the expiration is past or in milliseconds.
   *
   * @deprecated Webex recommends service apps, whose guests are in `@wxt/guests`. Existing issuers still work.
   */
  async create(guest: CreateGuestIssuerToken, options?: RequestOptions): Promise<GuestIssuerToken> {
    const accessToken = signGuestToken(guest);
    return this.session.post<GuestIssuerToken>(['jwt', 'login'], {
      ...options,
      accessToken,
      confidential: true,
    });
  }
}
