import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { answer } from '../harness/answer.js';

/**
 * Responds as Webex does, with a person and with lists of rooms. The number of rooms and the latency are in the base URL:
 * `/10000-rooms/20-ms/`.
 */
const person = {
  id: 'Y2lzY29zcGFyazovL3VzL1BFT1BMRS8xMjM0NTY3OC0xMjM0LTEyMzQtMTIzNC0xMjM0NTY3ODkwMTI',
  emails: ['ada@example.com'],
  displayName: 'Ada Lovelace',
  nickName: 'Ada',
  orgId: 'Y2lzY29zcGFyazovL3VzL09SR0FOSVpBVElPTi8xMjM0NTY3OC0xMjM0LTEyMzQtMTIzNC0xMjM0NTY3ODkw',
  created: '2015-10-18T14:26:16.000Z',
  lastModified: '2015-10-18T14:26:16.000Z',
  status: 'active',
  type: 'person',
};
const rooms = Array.from({ length: 100 }, (_, index) => ({
  id: `${person.id.slice(0, -3)}${String(index).padStart(3, '0')}`,
  title: `Project ${index}: what happens next`,
  type: 'group',
  isLocked: false,
  lastActivity: '2016-04-21T19:12:48.920Z',
  creatorId: person.id,
  created: '2016-04-21T19:01:55.966Z',
  ownerId: person.orgId,
}));
const me = Buffer.from(JSON.stringify({ ok: true, ...person }));
const page = Buffer.from(JSON.stringify({ items: rooms }));

const server = createServer(async (request, response) => {
  request.resume();
  const { pathname, searchParams, origin } = new URL(request.url ?? '', `http://${request.headers.host}`);
  const [, count = '', latency = ''] = pathname.split('/').map((part) => Number.parseInt(part, 10));
  if (Number(latency) > 0) await setTimeout(Number(latency));
  response.setHeader('content-type', 'application/json;charset=UTF-8');
  response.setHeader('trackingid', 'ROUTER_12345678-1234-1234-1234-123456789012');
  const end = Number(searchParams.get('cursor') ?? 0) + rooms.length;
  const isList = pathname.endsWith('/rooms');
  if (isList && end < Number(count)) {
    response.setHeader('link', `<${origin}${pathname}?cursor=${end}>; rel="next"`);
  }
  response.end(isList ? page : me);
});

server.listen(0, '127.0.0.1', () => answer(() => (server.address() as AddressInfo).port));
