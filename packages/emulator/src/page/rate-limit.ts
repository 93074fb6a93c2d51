import { html } from 'hono/html';
import type { RateLimit } from '../http/rate-limit.js';
import { formatCount, type Html } from './format.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

const presets: readonly (readonly [label: string, limit: RateLimit])[] = [
  ['1 a second', { requests: 1, per: 1000 }],
  ['5 in 10 s', { requests: 5, per: 10_000 }],
  ['60 a minute', { requests: 60, per: 60_000 }],
];

export function rateLimitView(viewing: Viewing): Html {
  const path = withQuery(`${pagePath}/rate-limit`, { as: viewing.viewer.id });
  return html`<section class="panel-box" aria-labelledby="rate-limit-title">
  <h2 id="rate-limit-title">Rate limit of each access token</h2>
  <form class="inline" data-method="PUT" data-action="/_emulator/rate-limit">
    ${presets.map(([label, limit]) => html`<button data-json="${JSON.stringify(limit)}">${label}</button>`)}
    <label>Requests <input name="requests" type="number" data-number value="10" min="1" max="1000000" required></label>
    <label>Milliseconds <input name="per" type="number" data-number value="10000" min="1" max="86400000" required></label>
    <button>Set</button><output role="alert"></output>
  </form>
  <div data-live="faults" data-src="${path}">${rateLimitState(viewing)}</div>
</section>`;
}

/** The limit that is set, and how to remove it. */
export function rateLimitState({ state }: Viewing): Html {
  const limit = state.rateLimit?.limit;
  if (limit === undefined) return html`<p class="hint">No limit is set.</p>`;
  const { requests, per } = limit;
  return html`<form class="inline" data-method="DELETE" data-action="/_emulator/rate-limit">
    <p>At most <b>${formatCount(requests, 'request')}</b> in ${per.toLocaleString('en-US')} ms</p>
    <button>Remove</button><output role="alert"></output>
  </form>`;
}
