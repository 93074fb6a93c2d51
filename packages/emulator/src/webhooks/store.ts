import type { Person, Webhook } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import { notify, type State } from '../store/state.js';

type NewWebhook = Omit<Webhook, 'id' | 'owner' | 'created' | 'status' | 'failures'>;

export function addWebhook(
  state: State,
  owner: Person,
  attributes: NewWebhook,
  { id, created } = { id: identifier('WEBHOOK'), created: state.clock.next() },
): Webhook {
  const webhook: Webhook = { ...attributes, id, owner, created, status: 'active', failures: 0 };
  state.webhooks.set(id, webhook);
  state.webhooksInOrder.add(webhook);
  notify(state, 'webhooks');
  return webhook;
}

export function removeWebhook(state: State, webhook: Webhook): void {
  state.webhooks.delete(webhook.id);
  state.webhooksInOrder.remove(webhook);
  notify(state, 'webhooks');
}
