import { gzipSync } from 'node:zlib';
import type { WireAnswer } from '@wxt/testing';
import type { Good } from './place.js';
import { http } from './wire.js';

/**
 * The expected outcome of a call: `accepted` without a retry, `retried` with success (after a number of seconds if the
 * service asks to wait), or the name of the error.
 */
type Outcome = 'accepted' | 'retried' | `retried after ${number} s` | `${string}Error`;

/** A failure that happens once, and the expected outcome of the call. */
export interface Fault {
  readonly name: string;
  readonly wire: (good: Good) => WireAnswer;
  /** The expected outcome, except for the places in `at`. */
  readonly outcome: Outcome;
  readonly at?: Readonly<Record<string, Outcome>> | undefined;
  /** The outcome of a retried call if the failure happens every time. */
  readonly inTheEnd?: Outcome | undefined;
}

/** Retried if the request is safe to repeat, an error otherwise. */
const whereSafe = (error: Outcome) => ({
  outcome: 'retried' as const,
  at: { POST: error, 'PUT of a person': error, PATCH: error, upload: error, 'upload of a stream': error },
  inTheEnd: error,
});
/** Retried after the seconds that the service asks to wait, except for a stream that has been read. */
const asked = (seconds: number, error: Outcome) => ({
  outcome: `retried after ${seconds} s` as const,
  at: { 'upload of a stream': error },
  inTheEnd: error,
});
/** Every method needs JSON in a success, DELETE included if there is a body. */
const notJson = { outcome: 'MalformedResponseError' } as const;
/** A refresh token that is refused needs a new login. */
const badRequest = { outcome: 'BadRequestError', at: { 'token refresh': 'LoginRequiredError' } } as const;
/** Only lists read links. */
const inLists = { outcome: 'accepted', at: { 'middle page': 'MalformedResponseError' } } as const;

const page = '<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>';
const html = { 'content-type': 'text/html' };
const plain = { 'content-type': 'application/json' };
const ok = ({ headers, body }: Good, more: Record<string, string> = {}) =>
  http('200 OK', { ...headers, ...more }, body);
/** An incomplete response. */
const broken =
  (after: WireAnswer['after']) =>
  ({ headers }: Good) => ({
    bytes: http('200 OK', { ...headers, 'content-length': '1000' }, '{"id":'),
    after,
  });
const answer =
  (status: string, headers: Record<string, string | undefined>, body: string | Buffer) => () => ({
    bytes: http(status, headers, body),
  });
const refusal = (status: string, retryAfter?: string) =>
  answer(status, { ...plain, 'retry-after': retryAfter }, '{"message":"Not now"}');
const megabytes = (count: number) => 'x'.repeat(count * 2 ** 20);
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, ' '));

const unanswered: readonly Fault[] = [
  { name: 'no response at all', wire: () => ({ after: 'stall' }), ...whereSafe('TimeoutError') },
  {
    name: 'half a header, then nothing',
    wire: () => ({ bytes: 'HTTP/1.1 200 OK\r\nContent-Ty', after: 'stall' }),
    ...whereSafe('TimeoutError'),
  },
  {
    name: 'half a header, then a close',
    wire: () => ({ bytes: 'HTTP/1.1 200 OK\r\nContent-Ty', after: 'close' }),
    ...whereSafe('ConnectionError'),
  },
  { name: 'half a body, then nothing', wire: broken('stall'), ...whereSafe('TimeoutError') },
  { name: 'half a body, then a close', wire: broken('close'), ...whereSafe('ConnectionError') },
  { name: 'half a body, then a reset', wire: broken('reset'), ...whereSafe('ConnectionError') },
  {
    name: 'half a chunk, then a close',
    wire: () => ({
      bytes: 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"id":',
      after: 'close',
    }),
    ...whereSafe('ConnectionError'),
  },
  {
    name: 'reset before the request was read',
    wire: () => ({ early: true, after: 'reset' }),
    ...whereSafe('ConnectionError'),
  },
  {
    name: 'reset after the request was read',
    wire: () => ({ after: 'reset' }),
    ...whereSafe('ConnectionError'),
  },
  { name: 'closed without a response', wire: () => ({ after: 'close' }), ...whereSafe('ConnectionError') },
  {
    name: 'something that is not HTTP',
    wire: () => ({ bytes: 'SSH-2.0-OpenSSH_9.2p1\r\n', after: 'close' }),
    ...whereSafe('ConnectionError'),
  },
  {
    name: 'a megabyte of headers',
    wire: () => ({ bytes: `HTTP/1.1 200 OK\r\nx-much: ${megabytes(1)}\r\n\r\n`, after: 'close' }),
    ...whereSafe('ConnectionError'),
  },
];

const failures: readonly Fault[] = [
  { name: '502, an HTML page', wire: answer('502 Bad Gateway', html, page), ...whereSafe('ServerError') },
  {
    name: '503, an HTML page',
    wire: answer('503 Service Unavailable', html, page),
    ...whereSafe('ServerError'),
  },
  { name: '504, empty body', wire: answer('504 Gateway Timeout', {}, ''), ...whereSafe('ServerError') },
  {
    name: '502, 10 MB of HTML',
    wire: answer('502 Bad Gateway', html, megabytes(10)),
    ...whereSafe('ServerError'),
  },
  {
    name: '500, 10 MB of JSON',
    wire: answer('500 Oops', plain, JSON.stringify({ message: megabytes(10) })),
    outcome: 'ServerError',
  },
  {
    name: '500, an HTML page',
    wire: answer('500 Internal Server Error', html, page),
    outcome: 'ServerError',
  },
  { name: '404, an HTML page', wire: answer('404 Not Found', html, page), outcome: 'NotFoundError' },
  {
    name: '400, malformed JSON',
    wire: answer('400 Bad Request', plain, '{"message":'),
    ...badRequest,
  },
  { name: '400, empty body', wire: answer('400 Bad Request', {}, ''), ...badRequest },
  {
    name: '400, invalid UTF-8',
    wire: answer('400 Bad Request', plain, Buffer.from('{"message":"caf\xe9"}', 'latin1')),
    ...badRequest,
  },
  {
    name: '413 before the request was read',
    wire: () => ({
      ...answer('413 Payload Too Large', plain, '{"message":"Too large"}')(),
      early: true,
      after: 'close',
    }),
    outcome: 'ApiError',
  },
  {
    name: '302 to another host',
    wire: answer('302 Found', { location: 'https://elsewhere.example/' }, ''),
    outcome: 'ApiError',
  },
];

const contents: readonly Fault[] = [
  { name: 'malformed JSON', wire: answer('200 OK', plain, '{"items":[{"id":'), ...notJson },
  { name: 'an HTML page as a success', wire: answer('200 OK', html, page), ...notJson },
  {
    name: 'an empty response',
    wire: answer('200 OK', plain, ''),
    outcome: 'MalformedResponseError',
    at: { DELETE: 'accepted', 'token refresh': 'AccessTokenError' },
  },
  { name: 'JSON as text/html', wire: (good) => ({ bytes: ok(good, html) }), outcome: 'accepted' },
  {
    name: 'invalid UTF-8',
    wire: ({ headers, body }) => ({
      bytes: http('200 OK', headers, Buffer.from(body.replace('{', '{"name":"caf\xe9",'), 'latin1')),
    }),
    outcome: 'accepted',
  },
  {
    name: 'gzip of 64 MB of spaces, limit 16 MB',
    wire: answer('200 OK', { ...plain, 'content-encoding': 'gzip' }, bomb),
    outcome: 'MalformedResponseError',
  },
  {
    name: '500, gzip of 64 MB of spaces, limit 16 MB',
    wire: answer('500 Oops', { ...plain, 'content-encoding': 'gzip' }, bomb),
    outcome: 'ServerError',
  },
  {
    name: '503, gzip of 64 MB of spaces, limit 16 MB',
    wire: answer('503 Service Unavailable', { ...plain, 'content-encoding': 'gzip' }, bomb),
    ...whereSafe('ServerError'),
  },
  {
    name: 'gzip that is not gzip',
    wire: answer('200 OK', { ...plain, 'content-encoding': 'gzip' }, '{"id":"R"}'),
    ...whereSafe('ConnectionError'),
  },
  {
    name: 'truncated gzip',
    wire: answer(
      '200 OK',
      { ...plain, 'content-encoding': 'gzip' },
      gzipSync(page.repeat(9)).subarray(0, 60),
    ),
    ...whereSafe('ConnectionError'),
  },
];

const links: readonly Fault[] = [
  {
    name: 'a next link to the same page',
    wire: (good) => ({ bytes: ok(good, { link: '</v1/rooms?page=2>; rel="next"' }) }),
    ...inLists,
  },
  {
    name: 'a next link to the first page',
    wire: (good) => ({ bytes: ok(good, { link: '</v1/rooms>; rel="next"' }) }),
    ...inLists,
  },
  {
    name: 'a next link to another host',
    wire: (good) => ({ bytes: ok(good, { link: '<https://elsewhere.example/v1/rooms>; rel="next"' }) }),
    ...inLists,
  },
  {
    name: 'a next link that is not a valid URL',
    wire: (good) => ({ bytes: ok(good, { link: '<http://[>; rel="next"' }) }),
    ...inLists,
  },
];

const tooMany = '429 Too Many Requests';
const locked = '423 Locked';
const unavailable = '503 Service Unavailable';
const waits: readonly Fault[] = [
  { name: '429, no Retry-After', wire: refusal(tooMany), ...asked(15, 'RateLimitError') },
  { name: '429, Retry-After: 0', wire: refusal(tooMany, '0'), ...asked(1, 'RateLimitError') },
  { name: '429, Retry-After: 180', wire: refusal(tooMany, '180'), ...asked(180, 'RateLimitError') },
  { name: '429, Retry-After: rand(30)', wire: refusal(tooMany, 'rand(30)'), ...asked(15, 'RateLimitError') },
  {
    name: '429, Retry-After: a date',
    wire: () => refusal(tooMany, inSeconds(30))(),
    ...asked(30, 'RateLimitError'),
  },
  {
    name: '429, Retry-After: a date in the past',
    wire: () => refusal(tooMany, inSeconds(-30))(),
    ...asked(1, 'RateLimitError'),
  },
  { name: '429, Retry-After: 99999999', wire: refusal(tooMany, '99999999'), outcome: 'RateLimitError' },
  { name: '423, no Retry-After', wire: refusal(locked), outcome: 'LockedError' },
  { name: '423, Retry-After: 5', wire: refusal(locked, '5'), ...asked(5, 'LockedError') },
  { name: '423, Retry-After: 99999999', wire: refusal(locked, '99999999'), outcome: 'LockedError' },
  { name: '503, Retry-After: 5', wire: refusal(unavailable, '5'), ...asked(5, 'ServerError') },
  {
    name: '503, Retry-After: rand(30)',
    wire: refusal(unavailable, 'rand(30)'),
    ...asked(15, 'ServerError'),
  },
  { name: '503, Retry-After: 99999999', wire: refusal(unavailable, '99999999'), outcome: 'ServerError' },
];

export const faults = [...unanswered, ...failures, ...contents, ...links, ...waits];
