import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A person's permission for an application to act for them. */
export interface Authorization extends ApiObject {
  readonly id: string;
  readonly applicationId?: string;
  /** The name of the integration. */
  readonly applicationName?: string;
  /** The person who gave the authorization. */
  readonly personId?: string;
  /** The OAuth client id of the application. */
  readonly clientId?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** A `refresh` authorization creates `access` ones: deleting it ends them too. */
  readonly type?: OpenEnum<'refresh' | 'access'>;
}

/** When a token expires. */
export interface TokenExpiry extends ApiObject {
  /** Milliseconds since 1970. */
  readonly exp: number;
}

/** Takes `personId` or `personEmail`. */
export interface ListAuthorizations {
  personId?: string | undefined;
  personEmail?: string | undefined;
}

export interface DeleteAuthorizations {
  /** The OAuth client id of the application. */
  clientId: string;
  /** Default: the organization of the token's owner. */
  orgId?: string | undefined;
}

/**
 * Authorizations: which applications may act for whom, and until when.
 *
 * @see https://developer.webex.com/docs/api/v1/authorizations
 */
export class Authorizations {
  constructor(protected readonly session: Session) {}

  /**
   * Lists the authorizations a person has given. The service returns a single page. Rejects with a TypeError unless one
   * of `personId` and `personEmail` is given.
   *
   * ```ts
   * for await (const { applicationName } of api.authorizations.list({ personEmail: 'ada@example.com' })) {
   *   console.log(applicationName);
   * }
   * ```
   */
  list(query: ListAuthorizations, options?: RequestOptions): Paginator<Authorization> {
    const rules = { exactlyOne: ['personId', 'personEmail'] };
    return this.session.list<Authorization>(['authorizations'], { ...options, query, rules });
  }

  /** Revokes one authorization: its tokens stop working. */
  delete(authorizationId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['authorizations', authorizationId], options);
  }

  /**
   * Revokes what an organization has authorized an application to do, for all its people at once. Rejects with a TypeError
   * without a `clientId`.
   */
  deleteByClient(query: DeleteAuthorizations, options?: RequestOptions): Promise<void> {
    const rules = { required: ['clientId'] };
    return this.session.delete(['authorizations'], { ...options, query, rules });
  }

  /** Returns when the session's own access token expires. */
  getTokenExpiry(options?: RequestOptions): Promise<TokenExpiry> {
    return this.session.get<TokenExpiry>(['authorizations', 'tokenExpiry'], options);
  }
}
