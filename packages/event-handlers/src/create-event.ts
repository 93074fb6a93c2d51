import type { ApiObject, Path, RequestOptions, Session } from '@wxt/core';
import type { Occurrence, ReceivedEvent } from './event.js';
import { fetchWhenThere } from './fetch-when-there.js';

/** Gives an event its name and the methods that fetch what it is about. Events of unknown resources have none. */
export function createEvent(occurrence: Occurrence, session: Session): ReceivedEvent {
  const { resource, event, data } = occurrence;
  // `data` is typed by resource: that it is what Webex documents is taken on trust.
  return {
    name: `${resource}.${event}`,
    ...occurrence,
    ...(event === 'deleted' ? {} : createMethods(resource, data, session)),
  } as ReceivedEvent;
}

function createMethods(resource: string, data: ApiObject, session: Session): object {
  const fetch =
    (...path: Path) =>
    async (options?: RequestOptions) =>
      fetchWhenThere(session, path, options);
  const id = toId(data.id);
  if (resource === 'messages') return { message: fetch('messages', id) };
  if (resource === 'memberships') return { membership: fetch('memberships', id) };
  if (resource === 'rooms') return { room: fetch('rooms', id) };
  if (resource !== 'attachmentActions') return {};
  return {
    attachmentAction: fetch('attachment', 'actions', id),
    message: fetch('messages', toId(data.messageId)),
  };
}

/** The session rejects an empty id before it sends anything. */
function toId(id: unknown): string {
  return typeof id === 'string' ? id : '';
}
