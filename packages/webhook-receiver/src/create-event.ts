import type { ApiObject, Path, RequestOptions, Session } from '@wxt/core';
import type { Delivery } from './delivery.js';
import type { WebhookEvent } from './webhook-event.js';

/** The event that a delivery tells of. What the types don't know has the same shape, without ways to fetch more. */
export function createEvent(delivery: Delivery, session: Session): WebhookEvent {
  const { resource, event, data, actorId } = delivery;
  const happened = {
    name: `${resource}.${event}`,
    resource,
    event,
    data,
    actorId: typeof actorId === 'string' ? actorId : undefined,
    delivery,
  };
  // The service is taken at its word for what is in data.
  return {
    ...happened,
    ...(event === 'deleted' ? {} : waysToFetch(resource, data, session)),
  } as WebhookEvent;
}

function waysToFetch(resource: string, data: ApiObject, session: Session): object {
  const way =
    (...path: Path) =>
    async (options?: RequestOptions) =>
      session.get(path, options);
  const id = text(data.id);
  if (resource === 'messages') return { message: way('messages', id) };
  if (resource === 'memberships') return { membership: way('memberships', id) };
  if (resource === 'rooms') return { room: way('rooms', id) };
  if (resource !== 'attachmentActions') return {};
  return {
    attachmentAction: way('attachment', 'actions', id),
    message: way('messages', text(data.messageId)),
  };
}

/** An id; the session refuses the empty one. */
function text(id: unknown): string {
  return typeof id === 'string' ? id : '';
}
