import { createHmac } from 'node:crypto';

export const secret = 'a secret of the tests';

/** What Webex would deliver of a new message. */
export function messageCreated(messageId: string) {
  return {
    id: 'WEBHOOK',
    name: 'Messages',
    targetUrl: 'https://bot.example.com/webex',
    resource: 'messages',
    event: 'created',
    orgId: 'ORG',
    createdBy: 'BOT',
    appId: 'APP',
    ownedBy: 'creator',
    status: 'active',
    actorId: 'ALICE',
    data: {
      id: messageId,
      roomId: 'ROOM',
      roomType: 'group',
      personId: 'ALICE',
      personEmail: 'alice@example.com',
      created: '2026-05-01T12:00:00.000Z',
    },
  };
}

/** A signature as Webex makes it, in hexadecimal. */
export function sign(body: string | Uint8Array, algorithm = 'sha1', key = secret): string {
  return createHmac(algorithm, key).update(body).digest('hex');
}

export interface SignedRequest {
  readonly method: 'POST';
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A request that delivers this, signed unless it is given other headers. */
export function delivery(content: object | string, headers?: Record<string, string>): SignedRequest {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const signed = headers ?? { 'x-spark-signature': sign(body) };
  return { method: 'POST', body, headers: { 'content-type': 'application/json', ...signed } };
}
