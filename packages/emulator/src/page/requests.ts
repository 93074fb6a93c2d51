import { html } from 'hono/html';
import type { LoggedRequest } from '../http/request-log.js';
import { formatPreciseTime, type Html } from './format.js';
import { moreLink } from './layout.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

const step = 100;

export function requestsView(viewing: Viewing): Html {
  return html`<section class="sheet" aria-labelledby="sheet-title">
  <header><h1 id="sheet-title">Requests</h1>
    <form data-method="DELETE" data-action="${pagePath}/requests"><button>Clear</button><output role="alert"></output></form>
  </header>
  <div data-live="requests" data-src="${requestsPath(viewing)}">${requestList(viewing)}</div>
</section>`;
}

function requestsPath({ viewer }: Viewing, max?: number): string {
  return withQuery(`${pagePath}/requests`, { as: viewer.id, max });
}

/** The requests to the API, the latest first. The log has no tokens in it. */
export function requestList(viewing: Viewing, max = step): Html {
  const { log } = viewing.state.requests;
  if (log.length === 0) return html`<p class="empty">No requests yet. They appear here as they come in.</p>`;
  const requests = log.slice(-max).toReversed();
  return html`<ol class="log">${requests.map((request) => requestItem(request))}</ol>
  ${log.length > max ? moreLink('Older requests', requestsPath(viewing, max + step)) : ''}`;
}

function requestItem({
  number,
  time,
  method,
  path,
  query,
  body,
  status,
  who,
  duration,
}: LoggedRequest): Html {
  const search = queryText(query);
  return html`<li><details id="request-${number}"><summary>
    <time datetime="${time}">${formatPreciseTime(time)}</time>
    <span class="badge ${statusClass(status)}">${status ?? 'reset'}</span>
    <span class="what"><b>${method}</b> ${path}<span class="hint">${search}</span></span>
    <span class="hint who">${who ?? 'no valid token'}</span>
    <span class="hint">${Math.round(duration)} ms</span></summary>
    ${search === '' ? '' : html`<pre tabindex="0">${JSON.stringify(query, undefined, 2)}</pre>`}
    ${body === undefined ? html`<p class="hint">No body</p>` : html`<pre tabindex="0">${typeof body === 'string' ? body : JSON.stringify(body, undefined, 2)}</pre>`}
  </details></li>`;
}

function queryText(query: LoggedRequest['query']): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${value}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function statusClass(status: number | undefined): string {
  if (status === undefined || status >= 500) return 'bad';
  return status >= 400 ? 'warning' : 'good';
}
