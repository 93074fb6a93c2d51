import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Session } from '@wxt/core';
import {
  createDispatcher,
  createEvent,
  createLazySession,
  type Delivery,
  type HasSession,
} from '@wxt/event-handlers';
import { acceptDelivery } from './accept-delivery.js';
import { createEventKeys, type EventKey } from './event-key.js';
import { fromFetch, fromNode, type Incoming } from './incoming.js';
import type { WebhookReceiverOptions } from './receiver-options.js';
import { createRejectionReporter } from './report-rejections.js';
import { RequestRejection } from './request-rejection.js';
import { type WantedWebhook, wantedWebhooks } from './wanted-webhooks.js';
import type { WebhookEvent } from './webhook-event.js';

/** What keeps a serverless function running after it has responded, if there is such a thing. */
export interface FetchContext {
  /** Called with a promise that resolves when the handlers are done. */
  waitUntil?: ((work: Promise<unknown>) => unknown) | undefined;
}

/** Where webhooks deliver to. Its methods need no `this`: they can be passed on by themselves. */
export interface WebhookReceiver {
  /** Takes a Request, as hono, Next.js and serverless platforms have it, and resolves to the Response. Never rejects. */
  readonly fetch: (request: Request, context?: FetchContext | undefined) => Promise<Response>;
  /** Takes a request of `node:http` and of frameworks on it, such as Express, and responds to it. Never rejects. */
  readonly node: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The webhooks that the handlers need: what `registerWebhooks` takes. */
  readonly webhooks: readonly WantedWebhook[];
  /** Resolves when no handler is running: wait for it before the process ends. */
  readonly idle: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Resolves when the handlers are done; never rejects. */
  readonly work?: Promise<void>;
}

/**
 * Creates a receiver. It checks the signature of each request, responds at once, drops events that come again, and calls
 * the handlers. Throws a TypeError for wrong options.
 *
 * @see https://developer.webex.com/docs/api/guides/webhooks
 */
export function createWebhookReceiver<Api extends HasSession = Session>(
  options: WebhookReceiverOptions<Api>,
): WebhookReceiver;
export function createWebhookReceiver(options: WebhookReceiverOptions<HasSession>): WebhookReceiver {
  const { bodyLimit = 262_144, answerAfterHandlers = false } = options;
  const secrets = readSecrets(options.secret);
  if (!(bodyLimit > 0)) throw new TypeError('bodyLimit must be more than 0 bytes.');
  const { api = createLazySession(), on, store, duplicateWindow, onError } = options;
  const session = 'session' in api ? api.session : api;
  const dispatcher = createDispatcher<HasSession, WebhookEvent>({ api, on, store, duplicateWindow, onError });
  const keyOf = createEventKeys();
  const report = createRejectionReporter(options.logger);
  const working = new Set<Promise<void>>();

  const handle = async (delivery: Delivery, { key, window }: EventKey) => {
    // The response goes out first.
    await setImmediate();
    await dispatcher.dispatch(key, toEvent(delivery, session), window);
  };

  const receive = async (incoming: Incoming): Promise<Answer> => {
    try {
      const delivery = await acceptDelivery(incoming, secrets, bodyLimit);
      const work = handle(delivery, keyOf(delivery)).finally(() => working.delete(work));
      working.add(work);
      if (answerAfterHandlers) await work;
      return { status: 200, text: 'OK', work };
    } catch (error) {
      const rejection =
        error instanceof RequestRejection ? error : new RequestRejection(400, 'The request broke off.');
      report(rejection);
      return { status: rejection.status, text: rejection.message };
    }
  };

  return {
    fetch: async (request, context) => {
      const { status, text, work } = await receive(fromFetch(request));
      if (work !== undefined) await keepRunning(work, context);
      return new Response(`${text}\n`, { status, headers: headersOf(status) });
    },
    node: async (request, response) => {
      const { status, text } = await receive(fromNode(request));
      // A platform may have given up on the request in the meantime.
      if (response.headersSent) return;
      response.writeHead(status, headersOf(status)).end(`${text}\n`);
    },
    webhooks: wantedWebhooks(on),
    idle: async () => {
      while (working.size > 0) await Promise.all(working);
    },
  };
}

function readSecrets(secret: string | readonly string[]): string[] {
  const secrets = [secret].flat();
  if (secrets.length === 0 || secrets.some((one) => typeof one !== 'string' || one === ''))
    throw new TypeError(
      'secret must be what the webhooks were created with: without one, anybody could send events.',
    );
  return secrets;
}

function toEvent(delivery: Delivery, session: Session): WebhookEvent {
  const { resource, event, data, actorId } = delivery;
  const actor = typeof actorId === 'string' ? actorId : undefined;
  const occurrence = { resource, event, data, actorId: actor, source: 'webhook', delivery } as const;
  return createEvent(occurrence, session) as WebhookEvent;
}

/** Hands the work to the platform; if that can't take it, the response waits for the handlers. */
async function keepRunning(work: Promise<void>, context: FetchContext | undefined): Promise<void> {
  if (typeof context?.waitUntil !== 'function') return;
  try {
    context.waitUntil(work);
  } catch {
    await work;
  }
}

function headersOf(status: number): Record<string, string> {
  return { 'content-type': 'text/plain; charset=utf-8', ...(status === 405 ? { allow: 'POST' } : {}) };
}
