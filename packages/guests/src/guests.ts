import type { ApiObject, RequestOptions, Session } from '@wxt/core';

/** A guest, and an access token for them. */
export interface Guest extends ApiObject {
  /** As the id of a person. */
  readonly id: string;
  /** Your own id of the guest. */
  readonly subject: string;
  readonly displayName: string;
  /** An address Webex made up. */
  readonly email: string;
  /** The guest's; often longer than 2000 characters. */
  readonly accessToken: string;
  /** Seconds from when the token was issued. */
  readonly expiresIn: number;
}

export interface CreateGuest {
  /** Your own id of the guest: the same one is the same guest to Webex. */
  subject: string;
  /** The name other people see; a new one renames the guest. */
  displayName: string;
}

/**
 * Guests of a service app: people with an identity for a while, without an account.
 *
 * @see https://developer.webex.com/docs/api/v1/guest-management
 */
export class Guests {
  constructor(protected readonly session: Session) {}

  /**
   * Creates a guest, or a further access token for a guest there is: earlier tokens stay valid. Takes the token of a
   * service app with the scope `guest-issuer:write`.
   */
  create(guest: CreateGuest, options?: RequestOptions): Promise<Guest> {
    const rules = { required: ['subject', 'displayName'] };
    return this.session.post<Guest>(['guests', 'token'], {
      ...options,
      body: guest,
      rules,
      confidential: true,
    });
  }

  /** How many guests there are. Takes the scope `guest-issuer:read` or `guest-issuer:write`. */
  count(options?: RequestOptions): Promise<number> {
    // The service documents a bare number of type text/plain, which it might refuse where only JSON is accepted.
    const headers = { accept: 'text/plain, application/json', ...options?.headers };
    return this.session.get<number>(['guests', 'count'], { ...options, headers });
  }
}
