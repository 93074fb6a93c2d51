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

export interface UpdateWebhook {
  /** Needed even where it stays as it is. */
  name: string;
  /** Needed even where it stays as it is. */
  targetUrl: string;
  secret?: string | undefined;
  ownedBy?: 'org' | undefined;
  /** Brings a webhook back that the service made inactive; there is no way to make it inactive. */
  status?: 'active' | undefined;
}

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

  /** Throws a NotFoundError for webhooks the token's owner has not created. */
  get(webhookId: string, options?: RequestOptions): Promise<Webhook> {
    return this.session.get<Webhook>(['webhooks', webhookId], options);
  }

  /** Changes name, target, secret or status. What a webhook tells of can't be changed: create another. */
  update(webhookId: string, webhook: UpdateWebhook, options?: RequestOptions): Promise<Webhook> {
    const rules = { required: ['name', 'targetUrl'] };
    return this.session.put<Webhook>(['webhooks', webhookId], { ...options, body: webhook, rules });
  }

  /** Deletes a webhook. */
  delete(webhookId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['webhooks', webhookId], options);
  }
}
