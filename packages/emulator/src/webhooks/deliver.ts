import { createHmac } from 'node:crypto';
import { presentChange } from '../events/present.js';
import { reasonOf } from '../http/reason.js';
import type { Webhook } from '../store/entities.js';
import { type Change, notify, type State } from '../store/state.js';
import { listensTo, passesFilter } from './match.js';
import { presentWebhook } from './present.js';

export interface DeliveryOptions {
  /** The URL below which files are served, with a slash at the end. */
  readonly contentsUrl: string;
  /** After this many failures in a row a webhook becomes inactive. */
  readonly maxFailures: number;
  /** Milliseconds a target may take to respond. */
  readonly timeout: number;
  /** Ends deliveries in progress. */
  readonly closing: AbortSignal;
}

/** A delivery of a webhook, once it has ended. */
export interface LoggedDelivery {
  /** Counts up from 1. */
  readonly number: number;
  /** When it was sent, ISO 8601. */
  readonly time: string;
  readonly webhookId: string;
  readonly webhookName: string;
  readonly targetUrl: string;
  /** The JSON that was sent. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Of the target's response; undefined if there was none. */
  readonly status: number | undefined;
  /** Why there was no response. */
  readonly error: string | undefined;
  /** Milliseconds it took. */
  readonly duration: number;
}

type Outcome = Pick<LoggedDelivery, 'status' | 'error'>;

/**
 * Posts changes to the targets of webhooks: each webhook's in order and once each, whether they succeed or not. Nothing
 * waits for them. Returns a function that resolves once no delivery is queued or in progress.
 */
export function deliverWebhooks(state: State, options: DeliveryOptions): () => Promise<void> {
  const queues = new Map<Webhook, Promise<void>>();
  let number = 0;
  const deliver = async (webhook: Webhook, payload: LoggedDelivery['payload']) => {
    const isWanted = state.webhooks.has(webhook.id) && webhook.status === 'active';
    if (!isWanted || options.closing.aborted) return;
    const time = new Date().toISOString();
    const started = performance.now();
    const { id: webhookId, name: webhookName, targetUrl } = webhook;
    const outcome = await post(webhook, JSON.stringify(payload), options);
    const { status = 0 } = outcome;
    webhook.failures = status >= 200 && status < 300 ? 0 : webhook.failures + 1;
    if (webhook.failures >= options.maxFailures) webhook.status = 'inactive';
    number += 1;
    const duration = performance.now() - started;
    state.deliveries.add({ number, time, webhookId, webhookName, targetUrl, payload, ...outcome, duration });
    notify(state, 'webhooks');
  };
  state.listeners.add((change) => {
    for (const webhook of state.webhooks.values()) {
      if (!listensTo(state, webhook, change)) continue;
      const data = { ...presentChange(change, webhook.owner, options.contentsUrl) };
      if (!passesFilter(webhook, data)) continue;
      const payload = envelope(state, webhook, change, data);
      const queue = (queues.get(webhook) ?? Promise.resolve()).then(() => deliver(webhook, payload));
      queues.set(webhook, queue);
      void queue.then(() => {
        if (queues.get(webhook) === queue) queues.delete(webhook);
      });
    }
  });
  return async () => {
    while (queues.size > 0) await Promise.all(queues.values());
  };
}

function envelope(state: State, webhook: Webhook, change: Change, data: object): LoggedDelivery['payload'] {
  // Contents are omitted: receivers get the entity by its id. The secret is never sent.
  const left = new Set(['text', 'markdown', 'html', 'attachments', 'inputs']);
  const { resource, event, actor } = change;
  return {
    ...presentWebhook(state, webhook),
    secret: undefined,
    resource,
    event,
    actorId: actor.id,
    data: Object.fromEntries(Object.entries(data).filter(([name]) => !left.has(name))),
  };
}

async function post(webhook: Webhook, body: string, { timeout, closing }: DeliveryOptions): Promise<Outcome> {
  const { targetUrl, secret } = webhook;
  const signature = secret && { 'x-spark-signature': createHmac('sha1', secret).update(body).digest('hex') };
  const headers = { 'content-type': 'application/json', ...signature };
  // A combined AbortSignal.timeout can be garbage collected before it fires, and the request would never end.
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Error(`No response within ${timeout} ms`)), timeout);
  const end = () => ending.abort(new Error('The emulator was closed'));
  closing.addEventListener('abort', end);
  try {
    const { signal } = ending;
    // Redirects count as failures and are not followed.
    const response = await fetch(targetUrl, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return { status: response.status, error: undefined };
  } catch (error) {
    return { status: undefined, error: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
  }
}
