import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** The resources a webhook can be for; `all` is for every one. */
export type WebhookResource =
  | 'all'
  | 'attachmentActions'
  | 'dataSources'
  | 'memberships'
  | 'messages'
  | 'rooms'
  | 'meetings'
  | 'recordings'
  | 'convergedRecordings'
  | 'meetingParticipants'
  | 'meetingTranscripts'
  | 'telephony_calls'
  | 'telephony_conference'
  | 'telephony_mwi'
  | 'uc_counters'
  | 'serviceApp'
  | 'adminBatchJobs';

/** The events a webhook can be for; `all` is for every one. */
export type WebhookEvent =
  | 'all'
  | 'created'
  | 'updated'
  | 'deleted'
  | 'started'
  | 'ended'
  | 'joined'
  | 'left'
  | 'migrated'
  | 'authorized'
  | 'deauthorized'
  | 'statusChanged';

/** A URL that Webex sends a request to when something happens. */
export interface Webhook extends ApiObject {
  readonly id: string;
  readonly name: string;
  /** Where Webex sends a POST for each event. */
  readonly targetUrl: string;
  readonly resource: OpenEnum<WebhookResource>;
  readonly event: OpenEnum<WebhookEvent>;
  /** What an event must match, as a query: `roomId=…&personEmail=…`. */
  readonly filter?: string;
  /** What Webex signs its requests with. Keep it out of logs. */
  readonly secret?: string;
  /** Webex makes a webhook inactive if its target keeps failing. */
  readonly status: OpenEnum<'active' | 'inactive'>;
  /** ISO 8601. */
  readonly created: string;
  readonly ownedBy?: OpenEnum<'creator' | 'org'>;
}

export interface ListWebhooks {
  /** Page size, not a total. Default: 100. */
  max?: number | undefined;
  /** Only the webhooks of the whole organization. */
  ownedBy?: 'org' | undefined;
}

export interface CreateWebhook {
  name: string;
  /** Where to send a POST for each event. Webex must be able to reach it. */
  targetUrl: string;
  /** The token needs the scope to read this resource. */
  resource: WebhookResource;
  event: WebhookEvent;
  /** What an event must match, as a query: `roomId=…&personEmail=…`. Default: any. */
  filter?: string | undefined;
  /** What Webex signs its requests with, so that the target can check that they are from Webex. */
  secret?: string | undefined;
  /** `org` for a webhook of the whole organization: administrators and compliance officers only. */
  ownedBy?: 'org' | undefined;
}

/** `name` and `targetUrl`, which are required even if they stay as they are, and what else is to change. */
export type UpdateWebhook = ReadWebhook | WebhookChanges;

/** A webhook that was read, with changes. Of its status and owner, the service takes only what can be set. */
interface ReadWebhook {
  id: string;
  name: string;
  targetUrl: string;
  secret?: string | undefined;
  ownedBy?: Webhook['ownedBy'] | undefined;
  status?: Webhook['status'] | undefined;
}

interface WebhookChanges {
  name: string;
  targetUrl: string;
  secret?: string | undefined;
  ownedBy?: 'org' | undefined;
  /** Reactivates a webhook that the service deactivated; a webhook can't be deactivated. */
  status?: 'active' | undefined;
}

const readOnlyFields = ['id', 'resource', 'event', 'filter', 'created'];

/**
 * Webhooks: URLs of yours that Webex sends a request to when something happens.
 *
 * @see https://developer.webex.com/docs/api/v1/webhooks
 */
export class Webhooks {
  constructor(protected readonly session: Session) {}

  /** Lists the webhooks that the token’s owner created. */
  list(query: ListWebhooks = {}, options?: RequestOptions): Paginator<Webhook> {
    return this.session.list<Webhook>(['webhooks'], { ...options, query, maxPageSize: 100 });
  }

  /** Creates a webhook. It is active at once. */
  create(webhook: CreateWebhook, options?: RequestOptions): Promise<Webhook> {
    const rules = { required: ['name', 'targetUrl', 'resource', 'event'] };
    return this.session.post<Webhook>(['webhooks'], { ...options, body: webhook, rules });
  }

  /** Gets a webhook. Throws a NotFoundError for one that the token’s owner didn’t create. */
  get(webhookId: string, options?: RequestOptions): Promise<Webhook> {
    return this.session.get<Webhook>(['webhooks', webhookId], options);
  }

  /**
   * Changes name, target, secret or status. Resource, event and filter can't be changed: create another webhook.
   * A webhook that was read can be spread: `update(webhook.id, { ...webhook, targetUrl })`.
   */
  update(webhookId: string, webhook: UpdateWebhook, options?: RequestOptions): Promise<Webhook> {
    return this.session.put<Webhook>(['webhooks', webhookId], {
      ...options,
      body: settable(webhook),
      readOnlyFields,
      rules: { required: ['name', 'targetUrl'] },
    });
  }

  /** Deletes a webhook. */
  delete(webhookId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['webhooks', webhookId], options);
  }
}

/** A webhook that was read may be inactive or the creator's, neither of which can be set. */
function settable(webhook: UpdateWebhook): object {
  if (typeof webhook !== 'object' || webhook === null || !('id' in webhook)) return webhook;
  const { status, ownedBy, ...others } = webhook;
  return { ...others, ...(status === 'active' && { status }), ...(ownedBy === 'org' && { ownedBy }) };
}
