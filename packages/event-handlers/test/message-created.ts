import { Session } from '@wxt/core';
import { createEvent, type ReceivedEvent } from '../src/index.js';

/** A session that nothing is sent through. */
export const unusedSession = new Session({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' });

/** An event about a new message. */
export function messageCreated(id: string, session = unusedSession): ReceivedEvent {
  const data = { id, roomId: 'ROOM' };
  return createEvent(
    { resource: 'messages', event: 'created', data, actorId: 'ADA', source: 'stream' },
    session,
  );
}
