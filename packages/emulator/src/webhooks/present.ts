import type { Webhook } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import type { State } from '../store/state.js';

/** Every program here is the same application. */
const appId = identifier('APPLICATION', 'emulator');

export function presentWebhook(state: State, webhook: Webhook): object {
  const { id, name, targetUrl, resource, event, filter, secret, owner, ownedBy, status, created } = webhook;
  const orgId = state.organizationId;
  const createdBy = owner.id;
  return {
    id,
    name,
    targetUrl,
    resource,
    event,
    filter,
    secret,
    orgId,
    createdBy,
    appId,
    ownedBy,
    status,
    created,
  };
}
