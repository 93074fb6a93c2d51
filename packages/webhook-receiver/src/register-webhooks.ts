import { type ApiObject, NotFoundError, type OpenEnum, type Session } from '@wxt/core';
import type { HasSession } from './receiver-options.js';
import type { WebhookEvent } from './webhook-event.js';

/** What a webhook is to tell of. */
export interface WantedWebhook {
  readonly resource: WebhookEvent['resource'] | 'all';
  readonly event: WebhookEvent['event'] | 'all';
  /** What an event has to match, as a query: `roomId=…`. */
  readonly filter?: string | undefined;
  /** `org` for events of the whole organization, which takes an administrator or compliance officer. */
  readonly ownedBy?: 'org' | undefined;
}

export interface RegisterWebhooks {
  /** What the names of the webhooks begin with. All others that begin so are deleted: it has to be the bot's own. */
  readonly name: string;
  /** Where they deliver to. */
  readonly targetUrl: string;
  /** What they sign with. */
  readonly secret: string;
  /** What they are to tell of. None deletes all that there are. */
  readonly webhooks: readonly WantedWebhook[];
}

/** A webhook as the service answers with it. */
export interface RegisteredWebhook extends ApiObject {
  readonly id: string;
  readonly name: string;
  readonly targetUrl: string;
  readonly resource: string;
  readonly event: string;
  readonly filter?: string;
  readonly secret?: string;
  readonly status: OpenEnum<'active' | 'inactive'>;
  readonly ownedBy?: OpenEnum<'creator' | 'org'>;
  /** ISO 8601. */
  readonly created: string;
}

/**
 * Sees to it that the webhooks there are, of those with the bot's name, are those wanted: creates what is missing,
 * mends what has another target or secret or was made inactive, and deletes the rest. Does nothing where all is well,
 * and can be called at each start, by several machines at once too. Answers with the webhooks as they are then.
 */
export async function registerWebhooks(
  api: HasSession,
  options: RegisterWebhooks,
): Promise<RegisteredWebhook[]> {
  const session = 'session' in api ? api.session : api;
  const { name, targetUrl, secret, webhooks } = options;
  if (name.trim() === '')
    throw new TypeError('name must not be empty: all webhooks would be taken for the bot’s.');
  if (!URL.canParse(targetUrl)) throw new TypeError(`targetUrl must be a whole address, not "${targetUrl}".`);
  if (secret === '') throw new TypeError('secret must not be empty: anybody could call the bot otherwise.');
  const wanted = new Map(webhooks.map((webhook) => [purpose(webhook), webhook]));
  const first = await settle(session, options, wanted);
  const missing = [...wanted].filter(([key]) => !first.has(key));
  for (const [, webhook] of missing) {
    const { resource, event, filter } = webhook;
    const body = {
      ...webhook,
      name: `${name}: ${resource}.${event}${filter ? ` ${filter}` : ''}`,
      targetUrl,
      secret,
    };
    await session.post(['webhooks'], { body });
  }
  // Another machine may have created the same: of two, both keep the older.
  return [...(missing.length === 0 ? first : await settle(session, options, wanted)).values()];
}

/** Mends and deletes what there is; answers with what is left, by its purpose. */
async function settle(
  session: Session,
  options: RegisterWebhooks,
  wanted: ReadonlyMap<string, WantedWebhook>,
): Promise<Map<string, RegisteredWebhook>> {
  const kept = new Map<string, RegisteredWebhook>();
  const surplus: RegisteredWebhook[] = [];
  for (const webhook of await listOwn(session, options)) {
    const key = purpose(webhook);
    if (wanted.has(key) && !kept.has(key)) kept.set(key, await mend(session, webhook, options));
    else surplus.push(webhook);
  }
  for (const { id } of surplus) await remove(session, id);
  return kept;
}

/** The webhooks with the bot's name, the oldest first. */
async function listOwn(session: Session, { name, webhooks }: RegisterWebhooks): Promise<RegisteredWebhook[]> {
  const ofOrganization = webhooks.some(({ ownedBy }) => ownedBy === 'org');
  const found = new Map<string, RegisteredWebhook>();
  for (const query of ofOrganization ? [{}, { ownedBy: 'org' }] : [{}])
    for await (const webhook of session.list<RegisteredWebhook>(['webhooks'], { query }))
      if (webhook.name.startsWith(`${name}: `)) found.set(webhook.id, webhook);
  const age = ({ created, id }: RegisteredWebhook) => `${created} ${id}`;
  return [...found.values()].sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

async function mend(
  session: Session,
  webhook: RegisteredWebhook,
  { targetUrl, secret }: RegisterWebhooks,
): Promise<RegisteredWebhook> {
  const { id, name, status, ownedBy } = webhook;
  if (webhook.targetUrl === targetUrl && webhook.secret === secret && status === 'active') return webhook;
  const body = {
    name,
    targetUrl,
    secret,
    status: 'active',
    ownedBy: ownedBy === 'org' ? ownedBy : undefined,
  };
  return session.put(['webhooks', id], { body });
}

async function remove(session: Session, id: string): Promise<void> {
  try {
    await session.delete(['webhooks', id]);
  } catch (error) {
    // Another machine was faster.
    if (!(error instanceof NotFoundError)) throw error;
  }
}

/** What a webhook tells of, which can't be changed later. */
function purpose({ resource, event, filter = '', ownedBy }: WantedWebhook | RegisteredWebhook): string {
  return JSON.stringify([resource, event, filter, ownedBy === 'org']);
}
