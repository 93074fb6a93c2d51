import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A number of licenses of one kind. What doesn't apply to the kind is absent. */
export interface License extends ApiObject {
  readonly id: string;
  /** Such as `Meeting - Webex Meeting Center`. */
  readonly name: string;
  /** How many there are. */
  readonly totalUnits?: number;
  /** How many are in use, by whomever. */
  readonly consumedUnits?: number;
  readonly consumedByUsers?: number;
  readonly consumedByWorkspaces?: number;
  /** As in Control Hub. */
  readonly subscriptionId?: string;
  /** The meeting site the license is for. */
  readonly siteUrl?: string;
  /** Where the meeting site is managed. */
  readonly siteType?: OpenEnum<'Control Hub managed site' | 'Linked site' | 'Site Admin managed site'>;
  /** Who has the license, where `get` was asked to include them. */
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
  /** Includes those who have the license, as `users`. */
  includeAssignedTo?: 'user' | undefined;
  /** Where the users go on, from the link to the next of them. Only with `includeAssignedTo`. */
  next?: string | undefined;
  /** How many users at once, at most 300. Default: 300. Only with `includeAssignedTo`. */
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

  /** Lists the licenses of an organization. The service answers a single page. */
  list(query: ListLicenses = {}, options?: RequestOptions): Paginator<License> {
    return this.session.list<License>(['licenses'], { ...options, query });
  }

  /**
   * Posts these attributes to the collection as they are. Webex's public cloud refuses that for ordinary tokens, with
   * an ApiError.
   */
  create(license: object, options?: RequestOptions): Promise<License> {
    return this.session.post<License>(['licenses'], { ...options, body: license });
  }

  /** Throws a NotFoundError for licenses the token's owner can't see. */
  get(licenseId: string, query: GetLicense = {}, options?: RequestOptions): Promise<License> {
    return this.session.get<License>(['licenses', licenseId], { ...options, query });
  }

  /**
   * Gives licenses to a person and takes them away. The service may do so in part, without an error: compare what the
   * answer holds with what was asked for. It is not sent again by itself where its fate is unknown.
   */
  assign(assignment: AssignLicenses, options?: RequestOptions): Promise<UserLicenses> {
    const rules = { atLeastOne: ['email', 'personId'] };
    return this.session.patch<UserLicenses>(['licenses', 'users'], { ...options, body: assignment, rules });
  }
}
