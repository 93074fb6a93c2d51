import { Readable } from 'node:stream';
import type { Session } from '@wxt/core';
import { People } from '@wxt/people';

/** A successful response, which a fault may replace. */
export interface Good {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The request of a call that a fault is injected into. */
export interface Place {
  readonly name: string;
  /** The call. */
  readonly call: (session: Session) => Promise<unknown>;
  /** Path and query of the request that fails. */
  readonly target: string;
  /** The response without a fault. */
  readonly good: Good;
  /** What the call resolves to then. */
  readonly answer: unknown;
}

const json = (value: unknown, link?: string): Good => ({
  headers: { 'content-type': 'application/json', ...(link !== undefined && { link }) },
  body: JSON.stringify(value),
});
const parameters = { body: { title: 'Lab' } };
/** Larger than a socket's buffer, so that the service can respond during the upload. */
const content = Buffer.alloc(2 ** 20, 'x');
const upload = (data: Buffer | Readable) => (session: Session) =>
  session.post(['messages'], {
    body: { roomId: 'R', files: [{ name: 'log.txt', data }] },
    uploads: { files: 2 * content.length },
  });

/**
 * Every method, one PUT that is not safe to repeat, uploads that can and can't be read again, and requests that a program
 * doesn't send itself: a page in the middle of a list and a token refresh.
 */
export const places: readonly Place[] = [
  {
    name: 'GET',
    call: (session) => session.get(['rooms', 'R']),
    target: '/v1/rooms/R',
    good: json({ id: 'R' }),
    answer: { id: 'R' },
  },
  {
    name: 'POST',
    call: (session) => session.post(['rooms'], parameters),
    target: '/v1/rooms',
    good: json({ id: 'R' }),
    answer: { id: 'R' },
  },
  {
    name: 'PUT',
    call: (session) => session.put(['rooms', 'R'], parameters),
    target: '/v1/rooms/R',
    good: json({ id: 'R' }),
    answer: { id: 'R' },
  },
  {
    name: 'PUT of a person',
    call: (session) => new People(session).update('P', { displayName: 'Ada' }),
    target: '/v1/people/P',
    good: json({ id: 'P' }),
    answer: { id: 'P' },
  },
  {
    name: 'PATCH',
    call: (session) => session.patch(['rooms', 'R'], parameters),
    target: '/v1/rooms/R',
    good: json({ id: 'R' }),
    answer: { id: 'R' },
  },
  {
    name: 'DELETE',
    call: (session) => session.delete(['rooms', 'R']),
    target: '/v1/rooms/R',
    good: { headers: {}, body: '' },
    answer: undefined,
  },
  {
    name: 'upload',
    call: upload(content),
    target: '/v1/messages',
    good: json({ id: 'M' }),
    answer: { id: 'M' },
  },
  {
    name: 'upload of a stream',
    call: (session) => upload(Readable.from([content]))(session),
    target: '/v1/messages',
    good: json({ id: 'M' }),
    answer: { id: 'M' },
  },
  {
    name: 'middle page',
    call: (session) => session.list(['rooms']).toArray(),
    target: '/v1/rooms?page=2',
    good: json({ items: [2] }, '</v1/rooms?page=3>; rel="next"'),
    answer: [1, 2, 3],
  },
  {
    name: 'token refresh',
    call: (session) => session.get(['rooms', 'R']),
    target: '/v1/access_token',
    good: json({ access_token: 'fresh-token', expires_in: 1209600 }),
    answer: { id: 'other' },
  },
];

/** Returns the response to all other requests. */
export function goodAnswer(target: string): Good {
  if (target === '/v1/rooms') return json({ items: [1] }, '</v1/rooms?page=2>; rel="next"');
  if (target === '/v1/rooms?page=3') return json({ items: [3] });
  return json({ id: 'other' });
}
