import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Session } from '@wxt/core';
import { claimInKeyv, claimInMemory } from './claims.js';
import { createEvent } from './create-event.js';
import { type Delivery, parseDelivery } from './delivery.js';
import { eventKey } from './event-key.js';
import { fromFetch, fromNode, type Incoming } from './incoming.js';
import { readHandlers } from './read-handlers.js';
import type { HasSession, WebhookReceiverOptions } from './receiver-options.js';
import { Refusal } from './refusal.js';
import { verifySignature } from './verify-signature.js';

/** What webhooks deliver to. Its methods can be passed on by themselves. */
export interface WebhookReceiver {
  /** Takes a delivery as a Request, as hono, Deno and serverless platforms have it. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Takes a delivery from `node:http`, and from frameworks on it, such as Express. Never rejects. */
  readonly node: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Waits until no handler is at work: before a process ends, or a serverless function is frozen. */
  readonly idle: () => Promise<void>;
}

/**
 * Makes a receiver. It checks each delivery's signature, answers at once, drops what comes again, and then calls the
 * handlers. Throws a TypeError for options that can't be right.
 *
 * @see https://developer.webex.com/docs/api/guides/webhooks
 */
export function createWebhookReceiver<Api extends HasSession = Session>(
  options: WebhookReceiverOptions<Api>,
): WebhookReceiver;
export function createWebhookReceiver(options: WebhookReceiverOptions<HasSession>): WebhookReceiver {
  const { onError = console.error, duplicateWindow = 3_600_000, bodyLimit = 262_144, logger } = options;
  const secrets = [options.secret].flat();
  if (secrets.length === 0 || secrets.some((secret) => typeof secret !== 'string' || secret === ''))
    throw new TypeError(
      'secret must be what the webhooks were created with: anybody could call them otherwise.',
    );
  if (!(duplicateWindow > 0)) throw new TypeError('duplicateWindow must be more than 0 milliseconds.');
  if (!(bodyLimit > 0)) throw new TypeError('bodyLimit must be more than 0 bytes.');
  const handlersFor = readHandlers(options.on);
  const { store = claimInMemory() } = options;
  const claims = 'claim' in store ? store : claimInKeyv(store);
  const api = options.api ?? new Session();
  const session = 'session' in api ? api.session : api;
  const atWork = new Set<Promise<void>>();

  const answer = async (incoming: Incoming) => {
    try {
      const delivery = await accept(incoming, secrets, bodyLimit);
      const work = handle(delivery).finally(() => atWork.delete(work));
      atWork.add(work);
      return { status: 200, text: 'OK' };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(400, 'The request broke off.');
      // One of 500 is a mistake of the program's own, and nobody else would see it.
      const place = logger ?? (refusal.status === 500 ? console : undefined);
      place?.warn(`A webhook delivery was refused with ${refusal.status}: ${refusal.message}`);
      return { status: refusal.status, text: refusal.message };
    }
  };

  const handle = async (delivery: Delivery) => {
    // The answer goes out first.
    await setImmediate();
    const event = createEvent(delivery, session);
    const report = async (error: unknown) => {
      try {
        await onError(error, event);
      } catch (another) {
        console.error(another);
      }
    };
    try {
      if (!(await claims.claim(eventKey(delivery), duplicateWindow))) return;
    } catch (error) {
      await report(error);
    }
    for (const handler of handlersFor(event)) {
      try {
        await handler(event, api);
      } catch (error) {
        await report(error);
      }
    }
  };

  return {
    fetch: async (request) => {
      const { status, text } = await answer(fromFetch(request));
      return new Response(`${text}\n`, { status, headers: headersOf(status) });
    },
    node: async (request, response) => {
      const { status, text } = await answer(fromNode(request));
      response.writeHead(status, headersOf(status)).end(`${text}\n`);
    },
    idle: async () => {
      while (atWork.size > 0) await Promise.all(atWork);
    },
  };
}

/** The delivery in a request; throws a Refusal. The signature is checked before anything is made of the body. */
async function accept(incoming: Incoming, secrets: readonly string[], bodyLimit: number): Promise<Delivery> {
  if (incoming.method !== 'POST') throw new Refusal(405, 'Webhooks send a POST.');
  const body = await incoming.read(bodyLimit);
  if (!verifySignature(incoming.header, body, secrets))
    throw new Refusal(401, 'The signature is missing, or is not that of the body and the secret.');
  const delivery = parseDelivery(body);
  if (delivery === undefined) throw new Refusal(400, 'The body is not what a webhook delivers.');
  return delivery;
}

function headersOf(status: number): Record<string, string> {
  return { 'content-type': 'text/plain; charset=utf-8', ...(status === 405 ? { allow: 'POST' } : {}) };
}
