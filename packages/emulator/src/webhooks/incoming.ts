import { Hono } from 'hono';
import { bodyText, isObject, parseJson, readBody, textOf } from '../http/body.js';
import { atLeastOne, required } from '../http/requirements.js';
import { type Call, type Environment, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { readWording } from '../messages/rules.js';
import { addMessage } from '../messages/store.js';
import { addPerson } from '../people/store.js';
import type { IncomingWebhook } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import type { State } from '../store/state.js';

export const incomingWebhooks: readonly Route[] = [
  { method: 'POST', path: 'webhooks/incoming/:id', handle: post, open: true },
];

/** Posts a message. Anybody who knows the URL can, without a token. */
async function post(call: Call): Promise<Response> {
  const { state } = call.var;
  const webhook = state.incomingWebhooks.get(pathPart(call, 'id'));
  if (webhook === undefined || !state.rooms.has(webhook.room.id))
    throw notFound('an incoming webhook with this URL');
  const { text, markdown, renderFor } = readWording(await readBody(call));
  atLeastOne({ text, markdown });
  if (webhook.room.isArchived) throw badRequest('The room is archived.');
  addMessage(state, webhook.room, webhook.author, { wording: renderFor(webhook.room) });
  return call.body(null, 204);
}

/** Creates an incoming webhook, as people do on a page of the service. */
export function addIncomingWebhook(state: State, roomId: string, name = 'Incoming Webhook'): IncomingWebhook {
  const room = state.rooms.get(roomId);
  if (room === undefined) throw notFound('a room with the provided roomId');
  const id = identifier('INCOMING_WEBHOOK');
  const profile = { displayName: name, roles: [], licenses: [], loginEnabled: false };
  const email = `incoming-webhook-${state.incomingWebhooks.size + 1}@webex.bot`;
  const author = addPerson(state, { email, profile, type: 'bot', invitePending: false });
  const webhook = { id, room, author };
  state.incomingWebhooks.set(id, webhook);
  return webhook;
}

/** Creates incoming webhooks from any process, without a token. */
export function incomingWebhookRoutes(): Hono<Environment> {
  return new Hono<Environment>().post('/', (call) => {
    const body = parseJson(bodyText(call));
    if (!isObject(body)) throw badRequest('The request body must be a JSON object.');
    const roomId = required(textOf(body, 'roomId'), 'roomId');
    const { id } = addIncomingWebhook(call.var.state, roomId, textOf(body, 'name'));
    return call.json({ url: new URL(`/v1/webhooks/incoming/${id}`, call.req.url).href }, 201);
  });
}
