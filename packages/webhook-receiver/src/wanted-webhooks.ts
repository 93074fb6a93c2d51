import type { WebhookEvent } from './webhook-event.js';

/** What a webhook is for. */
export interface WantedWebhook {
  readonly resource: WebhookEvent['resource'] | 'all';
  readonly event: WebhookEvent['event'] | 'all';
  /** What an event must match, as a query: `roomId=…&personEmail=…`. */
  readonly filter?: string | undefined;
  /** `org` for events of the whole organization: administrators and compliance officers only. */
  readonly ownedBy?: 'org' | undefined;
}

/** The resources that a webhook for `all` covers. */
const covered = ['messages', 'attachmentActions', 'memberships', 'rooms'];

/** Returns the webhooks that handlers need, without those that another one covers. */
export function wantedWebhooks(on: object): WantedWebhook[] {
  const patterns = Object.entries(on).flatMap(([pattern, handler]) =>
    handler === undefined ? [] : [pattern],
  );
  const isCovered = (resource: string, event: string) =>
    (patterns.includes('all') && covered.includes(resource)) ||
    (event !== 'all' && patterns.includes(`${resource}.all`));
  return patterns.flatMap((pattern) => {
    const [resource = '', event = 'all'] = pattern.split('.');
    // The patterns have been checked: these are names of resources and events.
    return isCovered(resource, event) ? [] : [{ resource, event } as WantedWebhook];
  });
}
