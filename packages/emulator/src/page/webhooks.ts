import { html } from 'hono/html';
import type { Webhook } from '../store/entities.js';
import type { LoggedDelivery } from '../webhooks/deliver.js';
import { formatPreciseTime, formatTime, type Html } from './format.js';
import { moreLink } from './layout.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

const step = 50;

export function webhooksView(viewing: Viewing): Html {
  const path = webhooksPath(viewing);
  return html`<section class="sheet" aria-labelledby="sheet-title">
  <header><h1 id="sheet-title">Webhooks</h1></header>
  <div data-live="webhooks" data-src="${path}">${webhookList(viewing)}</div>
</section>`;
}

function webhooksPath({ viewer }: Viewing, max?: number): string {
  return withQuery(`${pagePath}/webhooks`, { as: viewer.id, max });
}

/** Everybody's webhooks, and the deliveries of all of them, the latest first. */
export function webhookList(viewing: Viewing, max = step): Html {
  const { state } = viewing;
  const deliveries = state.deliveries.log.slice(-max).toReversed();
  const more = state.deliveries.log.length > max;
  const webhooks = [...state.webhooksInOrder.ascending()];
  return html`${webhooks.length === 0 ? html`<p class="empty">There are no webhooks yet.</p>` : html`<ul class="cards">${webhooks.map((webhook) => webhookItem(webhook))}</ul>`}
  <h2 class="section-title">Deliveries</h2>
  ${deliveries.length === 0 ? html`<p class="empty">Nothing has been delivered yet.</p>` : html`<ol class="log">${deliveries.map((delivery) => deliveryItem(delivery))}</ol>`}
  ${more ? moreLink('Older deliveries', webhooksPath(viewing, max + step)) : ''}`;
}

function webhookItem(webhook: Webhook): Html {
  const { name, resource, event, filter, targetUrl, status, failures, owner, ownedBy, created, secret } =
    webhook;
  return html`<li class="webhook">
  <h2>${name} <span class="badge ${status === 'active' ? 'good' : 'bad'}">${status}</span>${failures > 0 ? html` <span class="badge warning">${failures} failed in a row</span>` : ''}${ownedBy === 'org' ? html` <span class="badge">organization</span>` : ''}${secret ? html` <span class="badge">signed</span>` : ''}</h2>
  <p><code>${resource}: ${event}</code>${filter === undefined ? '' : html` where <code>${filter}</code>`} → <code>${targetUrl}</code></p>
  <p class="hint">${owner.profile.displayName} · ${formatTime(created)}</p>
</li>`;
}

function deliveryItem(delivery: LoggedDelivery): Html {
  const { number, time, webhookName, targetUrl, payload, status, error, duration } = delivery;
  const isDelivered = status !== undefined && status >= 200 && status < 300;
  return html`<li><details id="delivery-${number}"><summary>
    <time datetime="${time}">${formatPreciseTime(time)}</time>
    <span class="badge ${isDelivered ? 'good' : 'bad'}">${status ?? 'failed'}</span>
    <span class="what">${webhookName}: ${payload.resource} ${payload.event}</span>
    <span class="hint">${Math.round(duration)} ms</span></summary>
    <p class="hint">POST <code>${targetUrl}</code></p>
    ${error === undefined ? '' : html`<p class="wrong">${error}</p>`}
    <pre tabindex="0">${JSON.stringify(payload, undefined, 2)}</pre>
  </details></li>`;
}
