import type { HasSession } from '@wxt/event-handlers';
import { filterMeaning } from './filter-meaning.js';
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  isSameUrl,
  listWebhooks,
  nameOf,
  type RegisteredWebhook,
  updateWebhook,
} from './stored-webhooks.js';
import type { WantedWebhook } from './wanted-webhooks.js';

export interface RegisterWebhooks {
  /** What the webhooks' names begin with. All others that begin so are deleted: it must be this bot's own. */
  readonly name: string;
  /** Where the webhooks deliver to. */
  readonly targetUrl: string;
  /** What they sign with: the receiver's `secret`. */
  readonly secret: string;
  /** What they are for: a receiver's `webhooks`, or a list of your own. An empty one deletes all that there are. */
  readonly webhooks: readonly WantedWebhook[];
}

/**
 * Creates the webhooks that are missing of those with the bot's name, updates those with another target or secret,
 * reactivates those that Webex made inactive, and deletes the rest. Filters are compared by their meaning. If all is well
 * it only lists them, so call it at each start; several processes may do so at once. Resolves to the webhooks, in the
 * order of `options.webhooks`. Throws an Error if a webhook is missing in the end, and a TypeError for wrong options.
 */
export async function registerWebhooks(
  api: HasSession,
  options: RegisterWebhooks,
): Promise<RegisteredWebhook[]> {
  checkOptions(options);
  const session = 'session' in api ? api.session : api;
  const wanted = [...new Map(options.webhooks.map((webhook) => [meaning(webhook), webhook])).values()];
  const kept = new Map<WantedWebhook, RegisteredWebhook>();
  const created = new Map<WantedWebhook, RegisteredWebhook>();
  const conflicts = new Set<WantedWebhook>();

  const keep = async (found: readonly RegisteredWebhook[]) => {
    kept.clear();
    for (const one of wanted) {
      const fits = (webhook: RegisteredWebhook) =>
        webhook.id === created.get(one)?.id ||
        (isOwn(webhook, options) && isFor(webhook, one, options)) ||
        (conflicts.has(one) &&
          isSameUrl(webhook.targetUrl, options.targetUrl) &&
          isFor(webhook, one, options));
      const match = found.find(fits);
      const updated = match && (await updateWebhook(session, options, match, one));
      if (updated !== undefined) kept.set(one, updated);
    }
  };

  let found = await listWebhooks(session, options);
  await keep(found);
  const missing = wanted.filter((one) => !kept.has(one));
  for (const one of missing) {
    const webhook = await createWebhook(session, options, one);
    if (webhook === undefined) conflicts.add(one);
    else created.set(one, webhook);
  }
  if (missing.length > 0) {
    // Another process may have created the same in the meantime: both keep the older one.
    found = await listWebhooks(session, options);
    await keep(found);
    for (const [one, { id }] of created) {
      // Lists may be behind.
      const webhook = kept.has(one) ? undefined : await getWebhook(session, id);
      if (webhook !== undefined) kept.set(one, webhook);
    }
  }
  const lost = wanted.filter((one) => !kept.has(one)).map((one) => nameOf(options, one));
  if (lost.length > 0)
    throw new Error(
      `These webhooks are still missing after they were created: ${lost.join(', ')}. Delete webhooks of this account that conflict with them, and try again.`,
    );
  const ids = new Set([...kept.values(), ...created.values()].map(({ id }) => id));
  for (const webhook of found)
    if (isOwn(webhook, options) && !ids.has(webhook.id)) await deleteWebhook(session, webhook.id);
  return wanted.flatMap((one) => kept.get(one) ?? []);
}

function checkOptions({ name, targetUrl, secret, webhooks }: RegisterWebhooks): void {
  if (typeof name !== 'string' || name.trim() === '')
    throw new TypeError('name must not be empty: all webhooks of the account would count as the bot’s.');
  if (!URL.canParse(targetUrl) || !/^https?:/i.test(targetUrl))
    throw new TypeError(`targetUrl must be an http or https URL, not "${targetUrl}".`);
  if (typeof secret !== 'string' || secret === '')
    throw new TypeError('secret must not be empty: without one, anybody could send events to the bot.');
  if (!Array.isArray(webhooks)) throw new TypeError('webhooks must be an array, such as receiver.webhooks.');
}

function isOwn(webhook: RegisteredWebhook, { name }: RegisterWebhooks): boolean {
  return webhook.name.startsWith(`${name}: `);
}

/** Tells whether a webhook is for what is wanted. A filter can’t be changed: the name that holds the wanted one is proof too. */
function isFor(webhook: RegisteredWebhook, wanted: WantedWebhook, options: RegisterWebhooks): boolean {
  const { resource, event, ownedBy, createdBy } = webhook;
  const isSame =
    resource === wanted.resource &&
    event === wanted.event &&
    (ownedBy === 'org') === (wanted.ownedBy === 'org');
  if (!isSame) return false;
  if (wanted.filter && webhook.name === nameOf(options, wanted)) return true;
  const owner = typeof createdBy === 'string' ? createdBy : undefined;
  return filterMeaning(webhook.filter, owner) === filterMeaning(wanted.filter, owner);
}

function meaning({ resource, event, filter, ownedBy }: WantedWebhook): string {
  return JSON.stringify([resource, event, filterMeaning(filter), ownedBy]);
}
