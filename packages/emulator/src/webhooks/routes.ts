import { readBody, textOf } from '../http/body.js';
import { answerPage } from '../http/paging.js';
import { queryChoice } from '../http/query.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { mayDoCompliance, requireCompliance } from '../store/access.js';
import type { Webhook } from '../store/entities.js';
import { notify } from '../store/state.js';
import { presentWebhook } from './present.js';
import { readNewWebhook, readTarget } from './rules.js';
import { addWebhook, removeWebhook } from './store.js';

export const webhooks: readonly Route[] = [
  { method: 'GET', path: 'webhooks', handle: list },
  { method: 'POST', path: 'webhooks', handle: create },
  { method: 'GET', path: 'webhooks/:webhookId', handle: get },
  { method: 'PUT', path: 'webhooks/:webhookId', handle: update },
  { method: 'DELETE', path: 'webhooks/:webhookId', handle: remove },
];

function list(call: Call): Response {
  const { state, actor } = call.var;
  const ownedBy = queryChoice(call, 'ownedBy', ['org']);
  if (ownedBy === 'org') requireCompliance(state, actor);
  return answerPage(call, {
    name: `webhooks ${ownedBy ?? ''}`,
    items: state.webhooksInOrder,
    order: 'descending',
    filter: (webhook) => (ownedBy === 'org' ? webhook.ownedBy === 'org' : webhook.owner === actor),
    present: (webhook) => presentWebhook(state, webhook),
    max: { defaultValue: 100, limit: 100 },
  });
}

async function create(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  const wanted = readNewWebhook(await readBody(call), actor);
  if (wanted.ownedBy === 'org') requireCompliance(state, actor);
  return call.json(presentWebhook(state, addWebhook(state, actor, wanted)));
}

function get(call: Call): Response {
  return call.json(presentWebhook(call.var.state, visibleWebhook(call)));
}

/** `status` can only be set to active, which reactivates an inactive webhook. */
async function update(call: Call): Promise<Response> {
  const body = await readBody(call);
  const webhook = visibleWebhook(call);
  const { name, targetUrl, secret } = readTarget(body);
  const status = textOf(body, 'status');
  if (status !== undefined && status !== 'active') throw badRequest('status can be set to active only.');
  webhook.name = name;
  webhook.targetUrl = targetUrl;
  webhook.secret = secret ?? webhook.secret;
  if (status === 'active') {
    webhook.status = status;
    webhook.failures = 0;
  }
  notify(call.var.state, 'webhooks');
  return call.json(presentWebhook(call.var.state, webhook));
}

function remove(call: Call): Response {
  removeWebhook(call.var.state, visibleWebhook(call));
  return call.body(null, 204);
}

/** All administrators and compliance officers see the webhooks of the organization. */
function visibleWebhook(call: Call): Webhook {
  const { state, actor } = call.var;
  const webhook = state.webhooks.get(pathPart(call, 'webhookId'));
  const isShared = webhook?.ownedBy === 'org' && mayDoCompliance(state, actor);
  if (webhook === undefined || !(webhook.owner === actor || isShared)) {
    throw notFound('a webhook with the provided webhookId');
  }
  return webhook;
}
