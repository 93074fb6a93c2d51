import { createHmac } from 'node:crypto';
import { presentChange } from '../events/present.js';
import type { Webhook } from '../store/entities.js';
import type { Change, State } from '../store/state.js';
import { listensTo, passesFilter } from './match.js';
import { presentWebhook } from './present.js';

export interface Delivery {
  /** Where the files of messages are, with a slash at the end. */
  readonly contentsUrl: string;
  /** After so many failures in a row a webhook is made inactive. */
  readonly mostFailures: number;
  /** Milliseconds a target may take to answer. */
  readonly patience: number;
  /** Ends the deliveries under way. */
  readonly closing: AbortSignal;
}

/**
 * Calls the targets of webhooks when something happens: each in order and once, whatever comes of it, and without
 * holding up what caused it.
 */
export function deliverWebhooks(state: State, delivery: Delivery): void {
  const queues = new WeakMap<Webhook, Promise<void>>();
  state.listeners.add((change) => {
    for (const webhook of state.webhooks.values()) {
      if (!listensTo(state, webhook, change)) continue;
      const data = { ...presentChange(change, webhook.owner, delivery.contentsUrl) };
      if (!passesFilter(webhook, data)) continue;
      const body = JSON.stringify(envelope(state, webhook, change, data));
      const before = queues.get(webhook) ?? Promise.resolve();
      queues.set(
        webhook,
        before.then(() => deliver(state, webhook, body, delivery)),
      );
    }
  });
}

function envelope(state: State, webhook: Webhook, change: Change, data: Record<string, unknown>): object {
  // What is said stays with those who ask for it by id, and the secret between the service and the owner.
  const { text, markdown, html, attachments, inputs, ...told } = data;
  const { resource, event, actor } = change;
  return {
    ...presentWebhook(state, webhook),
    secret: undefined,
    resource,
    event,
    actorId: actor.id,
    data: told,
  };
}

async function deliver(state: State, webhook: Webhook, body: string, delivery: Delivery): Promise<void> {
  const { mostFailures, closing } = delivery;
  const wanted = state.webhooks.has(webhook.id) && webhook.status === 'active';
  if (!wanted || closing.aborted) return;
  const delivered = await post(webhook, body, delivery);
  webhook.failures = delivered ? 0 : webhook.failures + 1;
  if (webhook.failures >= mostFailures) webhook.status = 'inactive';
}

/** Whether the target has taken it. */
async function post(webhook: Webhook, body: string, { patience, closing }: Delivery): Promise<boolean> {
  const { targetUrl, secret } = webhook;
  const signature = secret && { 'x-spark-signature': createHmac('sha1', secret).update(body).digest('hex') };
  const headers = { 'content-type': 'application/json', ...signature };
  // AbortSignal.timeout, combined with another, may be garbage collected before its time, and never end the request.
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, patience);
  closing.addEventListener('abort', end);
  try {
    const { signal } = ending;
    // A redirection is no success, and nothing is sent anywhere else.
    const response = await fetch(targetUrl, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
  }
}
