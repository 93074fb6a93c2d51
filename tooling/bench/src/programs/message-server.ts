import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { answer } from '../harness/answer.js';

/** The shares of 429s and faults, and the size of the token bucket. */
export interface Weather {
  readonly tooMany?: number;
  readonly unavailable?: number;
  /** Half of them before the message is stored, half after. */
  readonly reset?: number;
  readonly bucket?: { readonly capacity: number; readonly perSecond: number };
}

/** The results. */
export interface Tally {
  /** How many times each text exists. */
  readonly created: Readonly<Record<string, number>>;
  readonly requests: number;
  /** How many requests were answered 429. */
  readonly refused: number;
}

const weather = JSON.parse(process.argv[2] ?? '{}') as Weather;
const { tooMany = 0, unavailable = 0, reset = 0, bucket } = weather;
const created: Record<string, number> = {};
let requests = 0;
let refused = 0;
let tokens = bucket?.capacity ?? 0;
let filledAt = performance.now();
let seed = 1;

const server = createServer(async (request, response) => {
  const { text } = (await json(request)) as { text: string };
  requests += 1;
  const create = () => {
    created[text] = (created[text] ?? 0) + 1;
    return { id: `${text}-${created[text]}`, text };
  };
  const reply = (status: number, body: object, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const fate = random();
  if (!takeToken() || fate < tooMany) {
    refused += 1;
    return reply(429, { message: 'Too many requests' }, { 'retry-after': '1' });
  }
  if (fate < tooMany + unavailable) return reply(503, { message: 'Unavailable' });
  if (fate < tooMany + unavailable + reset) {
    if (random() < 0.5) create();
    return response.socket?.resetAndDestroy();
  }
  return reply(200, create());
});

/** A token bucket, like the limits of the service: it refills between requests. */
function takeToken(): boolean {
  if (bucket === undefined) return true;
  const now = performance.now();
  tokens = Math.min(bucket.capacity, tokens + ((now - filledAt) / 1000) * bucket.perSecond);
  filledAt = now;
  if (tokens < 1) return false;
  tokens -= 1;
  return true;
}

/** The same sequence in every run (mulberry32). */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

server.listen(0, '127.0.0.1', () =>
  answer((question: 'port' | 'tally') =>
    question === 'port'
      ? (server.address() as AddressInfo).port
      : ({ created, requests, refused } satisfies Tally),
  ),
);
