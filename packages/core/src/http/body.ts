import { MalformedResponseError } from '../errors/errors.js';
import type { Page } from '../types.js';
import type { Reply } from './reply.js';

/**
 * The parsed body of a success; `undefined` where the service sent none, as it does for 204. The error for one that is
 * no JSON holds nothing of it where it is confidential; the cause quotes it.
 */
export function parseBody(reply: Reply, confidential = false): unknown {
  if (reply.body === '') return undefined;
  try {
    return JSON.parse(reply.body);
  } catch (cause) {
    const message = 'The service answered with something that is not JSON';
    if (confidential) throw new MalformedResponseError({ ...reply, body: '' }, message);
    throw new MalformedResponseError(reply, message, { cause });
  }
}

/** The parsed body of a list's page. */
export function parsePage<P extends Page<unknown>>(reply: Reply): P {
  const body = parseBody(reply);
  if (isPage<P>(body)) return body;
  throw new MalformedResponseError(reply, 'The service answered a list without an array of items');
}

function isPage<P extends Page<unknown>>(body: unknown): body is P {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}
