import type { ApiObject, OpenEnum, Page, Paginator, RequestOptions, Session } from '@wxt/core';
import { checkLimit, listUsers } from './license-users.js';

/** The licenses of one kind. Attributes that don't apply to the kind are absent. */
export interface License extends ApiObject {
  readonly id: string;
  /** Such as `Meeting - Webex Meeting Center`. */
  readonly name: string;
  /** How many there are. */
  readonly totalUnits?: number;
  /** How many are in use, by users and workspaces. */
  readonly consumedUnits?: number;
  readonly consumedByUsers?: number;
  readonly consumedByWorkspaces?: number;
  /** As in Control Hub. */
  readonly subscriptionId?: string;
  /** The meeting site the license is for. */
  readonly siteUrl?: string;
  /** Where the meeting site is managed. */
  readonly siteType?: OpenEnum<'Control Hub managed site' | 'Linked site' | 'Site Admin managed site'>;
  /** Who has the license, if `get` includes them: a page of at most 300. `listUsers` lists all of them. */
  readonly users?: readonly LicenseUser[];
}

/** Somebody who has a license. */
export interface LicenseUser extends ApiObject {
  readonly id: string;
  /** An `EXTERNAL` user belongs to another organization. */
  readonly type?: OpenEnum<'INTERNAL' | 'EXTERNAL'>;
  readonly displayName?: string;
  readonly email?: string;
}

/** A page of the users of a license, with the attributes of the license beside its items. */
export interface LicenseUsersPage extends License, Page<LicenseUser> {}

/** What a person has after an assignment. */
export interface UserLicenses extends ApiObject {
  /** The person's organization. */
  readonly orgId: string;
  readonly personId: string;
  readonly email: string;
  /** The ids of the licenses. */
  readonly licenses?: readonly string[];
  readonly siteUrls?: readonly UserSiteUrl[];
  /** The ids of licenses a person of another organization has yet to accept. */
  readonly pendingLicenses?: readonly string[];
  /** What a person of another organization has yet to accept. */
  readonly pendingSiteUrls?: readonly UserSiteUrl[];
}

/** A person's account on a meeting site. */
export interface UserSiteUrl extends ApiObject {
  readonly siteUrl?: string;
  readonly accountType?: OpenEnum<'attendee' | 'host'>;
}

export interface ListLicenses {
  /** Default: the organization of the token's owner. */
  orgId?: string | undefined;
}

export interface GetLicense {
  /** Includes the users who have the license, as `users`: a page of them. `listUsers` lists all. */
  includeAssignedTo?: 'user' | undefined;
  /** The cursor of the next page of users, from the `Link` header. Only with `includeAssignedTo`. */
  next?: string | undefined;
  /** Page size of the users, 1 to 300. Default: 300. Only with `includeAssignedTo`. */
  limit?: number | undefined;
}

export interface ListLicenseUsers {
  /** Page size, not a total: 1 to 300. Default: 300. */
  limit?: number | undefined;
}

/** A person, by `email`, `personId` or both, and what to assign. */
export type AssignLicenses = AssignByPerson | AssignByEmail;

interface AssignByEmail extends Assignment {
  email: string;
  personId?: string | undefined;
}

interface AssignByPerson extends Assignment {
  email?: string | undefined;
  personId: string;
}

interface Assignment {
  /** The organization that owns the licenses and sites. Default: the organization of the token's owner. */
  orgId?: string | undefined;
  licenses?: readonly AssignLicense[] | undefined;
  siteUrls?: readonly AssignSiteUrl[] | undefined;
}

/** A license to give or to take away. */
export interface AssignLicense {
  id: string;
  /** Default: `add`. */
  operation?: 'add' | 'remove' | undefined;
  /** For Webex Calling. */
  properties?: AssignLicenseProperties | undefined;
}

/** Takes `phoneNumber`, or `extension` and `locationId`. */
export interface AssignLicenseProperties {
  locationId?: string | undefined;
  phoneNumber?: string | undefined;
  extension?: string | undefined;
}

/** An attendee's account on a meeting site to give or to take away; hosts are made by a license. */
export interface AssignSiteUrl {
  siteUrl: string;
  accountType: 'attendee';
  /** Default: `add`. */
  operation?: 'add' | 'remove' | undefined;
}

/**
 * Licenses: what an organization has, and who uses it. For administrators.
 *
 * @see https://developer.webex.com/docs/api/v1/licenses
 */
export class Licenses {
  constructor(protected readonly session: Session) {}

  /** Lists the licenses of an organization, on a single page. */
  list(query: ListLicenses = {}, options?: RequestOptions): Paginator<License> {
    return this.session.list<License>(['licenses'], { ...options, query });
  }

  /**
   * Creates a license with these attributes, as they are. Webex's public cloud rejects that for ordinary tokens, with an
   * ApiError.
   */
  create(license: object, options?: RequestOptions): Promise<License> {
    return this.session.post<License>(['licenses'], { ...options, body: license });
  }

  /**
   * Gets a license; of its users only a page of at most 300, see `listUsers`. Throws a NotFoundError for licenses that the
   * token's owner can't see.
   */
  get(licenseId: string, query: GetLicense = {}, options?: RequestOptions): Promise<License> {
    return this.session.get<License>(['licenses', licenseId], { ...options, query });
  }

  /** Lists all users who have a license, however many. `pages()` has the attributes of the license beside the items. */
  listUsers(
    licenseId: string,
    query: ListLicenseUsers = {},
    options: RequestOptions = {},
  ): Paginator<LicenseUser, LicenseUsersPage> {
    checkLimit(query.limit);
    return listUsers<LicenseUser, LicenseUsersPage>(async (page) => {
      let link: string | undefined;
      const { users = [], ...license } = await this.session.get<License>(['licenses', licenseId], {
        ...options,
        query: { includeAssignedTo: 'user', ...page },
        onResponse: (event) => {
          link = event.headers.link;
          return options.onResponse?.(event);
        },
      });
      return { page: { ...license, id: license.id, name: license.name, items: users }, link };
    }, query.limit);
  }

  /**
   * Gives licenses to a person and takes them away. The service may do only part of it, without an error: compare the
   * result with the assignment. The request is not retried if it may have been carried out.
   */
  assign(assignment: AssignLicenses, options?: RequestOptions): Promise<UserLicenses> {
    const rules = { atLeastOne: ['email', 'personId'] };
    return this.session.patch<UserLicenses>(['licenses', 'users'], { ...options, body: assignment, rules });
  }
}
