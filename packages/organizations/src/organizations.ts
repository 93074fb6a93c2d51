import type { ApiObject, Paginator, RequestOptions, Session } from '@wxt/core';

/** A company or another body that people in Webex belong to. */
export interface Organization extends ApiObject {
  readonly id: string;
  readonly displayName: string;
  /** ISO 8601. */
  readonly created: string;
}

/**
 * Organizations: those that people in Webex belong to. For administrators.
 *
 * @see https://developer.webex.com/docs/api/v1/organizations
 */
export class Organizations {
  constructor(protected readonly session: Session) {}

  /** Lists the organizations the token's owner can see. The service answers a single page. */
  list(options?: RequestOptions): Paginator<Organization> {
    return this.session.list<Organization>(['organizations'], options);
  }

  /**
   * Posts these attributes to the collection as they are. Webex's public cloud refuses that for ordinary tokens, with
   * an ApiError.
   */
  create(organization: object, options?: RequestOptions): Promise<Organization> {
    return this.session.post<Organization>(['organizations'], { ...options, body: organization });
  }

  /** Throws a NotFoundError for organizations the token's owner can't see. */
  get(orgId: string, options?: RequestOptions): Promise<Organization> {
    return this.session.get<Organization>(['organizations', orgId], options);
  }

  /**
   * Deletes an organization with everything in it, for good; the service may take ten minutes after its answer. Throws
   * a ConflictError while the organization has more than one user, subscriptions, licenses or linked sites, manages
   * others or is managed by several, or has its directory synchronized.
   */
  delete(orgId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['organizations', orgId], options);
  }
}
