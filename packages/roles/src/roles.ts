import type { ApiObject, Paginator, RequestOptions, Session } from '@wxt/core';

/** What an administrator may do; a person's `roles` hold its id. */
export interface Role extends ApiObject {
  readonly id: string;
  /** Such as `Full Administrator`. */
  readonly name: string;
}

/**
 * Roles of administrators, for administrators. People are given them by an update of the person.
 *
 * @see https://developer.webex.com/docs/api/v1/roles
 */
export class Roles {
  constructor(protected readonly session: Session) {}

  /** Lists all roles there are. The service answers a single page. */
  list(options?: RequestOptions): Paginator<Role> {
    return this.session.list<Role>(['roles'], options);
  }

  /**
   * Posts these attributes to the collection as they are. Webex's public cloud refuses that for ordinary tokens, with
   * an ApiError.
   */
  create(role: object, options?: RequestOptions): Promise<Role> {
    return this.session.post<Role>(['roles'], { ...options, body: role });
  }

  /** Throws a NotFoundError where there is no such role. */
  get(roleId: string, options?: RequestOptions): Promise<Role> {
    return this.session.get<Role>(['roles', roleId], options);
  }
}
