import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** Something an administrator did. */
export interface AdminAuditEvent extends ApiObject {
  readonly id: string;
  /** When it happened; ISO 8601. */
  readonly created: string;
  /** The person who did it. */
  readonly actorId: string;
  /** The organization of the person who did it. */
  readonly actorOrgId: string;
  readonly data: AdminAuditEventData;
}

/** What an event is about; which attributes there are depends on its category. */
export interface AdminAuditEventData extends ApiObject {
  readonly actorOrgName?: string;
  /** What it was done to. */
  readonly targetName?: string;
  readonly eventDescription?: string;
  readonly actorName?: string;
  readonly actorEmail?: string;
  /** The roles of the person who did it. */
  readonly adminRoles?: readonly OpenEnum<'User' | 'Full_Admin' | 'id_full_admin'>[];
  /** The id Webex support asks for. */
  readonly trackingId?: string;
  /** The type of what it was done to. */
  readonly targetType?: string;
  readonly targetId?: string;
  /** One of those `listCategories` answers with. */
  readonly eventCategory?: string;
  /** The browser. */
  readonly actorUserAgent?: string;
  readonly actorIp?: string;
  /** The organization it was done in. */
  readonly targetOrgId?: string;
  /** The event in a sentence. */
  readonly actionText?: string;
  readonly targetOrgName?: string;
  /** Why it failed, where it did. */
  readonly errorMessage?: string;
  readonly errorCode?: string;
}

/** The categories events can be listed by. */
export interface AdminAuditEventCategories extends ApiObject {
  /** Such as `LOGINS`. */
  readonly eventCategories: readonly string[];
}

export interface ListAdminAuditEvents {
  orgId: string;
  /** Only events after this time; ISO 8601. */
  from: string;
  /** Only events before this time, at most a year after `from`; ISO 8601. */
  to: string;
  /** Only what this person did. */
  actorId?: string | undefined;
  /** Page size, not a total: 1 to 200. Default: 100. */
  max?: number | undefined;
  /** How many events to skip. Default: 0. */
  offset?: number | undefined;
  /** Only events of these categories. */
  eventCategories?: readonly string[] | undefined;
}

/**
 * Admin audit events: what administrators did in an organization. Takes a token with the scope `audit:events_read`.
 *
 * @see https://developer.webex.com/docs/api/v1/admin-audit-events
 */
export class AdminAuditEvents {
  constructor(protected readonly session: Session) {}

  /** Lists what was done in a time. Pages by the service's links where it sends them, else by `offset`. */
  list(query: ListAdminAuditEvents, options?: RequestOptions): Paginator<AdminAuditEvent> {
    return this.session.list<AdminAuditEvent>(['adminAudit', 'events'], {
      ...options,
      query,
      rules: { required: ['orgId', 'from', 'to'] },
      maxPageSize: 200,
      paging: 'offset',
    });
  }

  /** All categories there are, at once. */
  listCategories(options?: RequestOptions): Promise<AdminAuditEventCategories> {
    return this.session.get<AdminAuditEventCategories>(['adminAudit', 'eventCategories'], options);
  }
}
