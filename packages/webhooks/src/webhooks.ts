import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** The kinds of things a webhook can tell of; `all` stands for every one. */
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

/** What can happen to them; `all` stands for everything. */
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

/** An address that is told when something happens. */
export interface Webhook extends ApiObject {
  readonly id: string;
  readonly name: string;
  /** Where the service sends a POST for each event. */
  readonly targetUrl: string;
  readonly resource: OpenEnum<WebhookResource>;
  readonly event: OpenEnum<WebhookEvent>;
  /** What an event has to match, as a query: `roomId=…&personEmail=…`. */
  readonly filter?: string;
  /** What the service signs its requests with: a secret, not for logs. */
  readonly secret?: string;
  /** The service makes a webhook inactive whose target keeps failing. */
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
  /** Where the service is to send a POST for each event. It has to be reachable from the internet. */
  targetUrl: string;
  /** Takes the scope to read such things. */
  resource: WebhookResource;
  event: WebhookEvent;
  /** What an event has to match, as a query: `roomId=…&personEmail=…`. */
  filter?: string | undefined;
  /** Lets the target check that a request comes from Webex, by its `X-Spark-Signature`. */
  secret?: string | undefined;
  /** `org` for a webhook of the whole organization, which takes an administrator or compliance officer. */
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
 * Webhooks: an address of yours that the service calls when something happens.
 *
 * @see https://developer.webex.com/docs/api/v1/webhooks
 */
export class Webhooks {
  constructor(protected readonly session: Session) {}

  /** Lists the webhooks the token's owner has created; pages by the service's links. */
  list(query: ListWebhooks = {}, options?: RequestOptions): Paginator<Webhook> {
    return this.session.list<Webhook>(['webhooks'], { ...options, query, maxPageSize: 100 });
  }

  /** Creates a webhook, active from the start. */
  create(webhook: CreateWebhook, options?: RequestOptions): Promise<Webhook> {
    const rules = { required: ['name', 'targetUrl', 'resource', 'event'] };
    return this.session.post<Webhook>(['webhooks'], { ...options, body: webhook, rules });
  }

  /** Gets a webhook. Rejects with a NotFoundError if the token's owner has not created it. */
  get(webhookId: string, options?: RequestOptions): Promise<Webhook> {
    return this.session.get<Webhook>(['webhooks', webhookId], options);
  }

  /**
   * Changes name, target, secret or status. What a webhook is for can't be changed: create another. A webhook that was read
   * can be spread: `update(webhook.id, { ...webhook, targetUrl })`.
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
