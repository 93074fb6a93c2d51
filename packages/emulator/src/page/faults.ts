import { html } from 'hono/html';
import type { Fault, Faults } from '../faults/faults.js';
import { formatCount, type Html } from './format.js';
import { pagePath, withQuery } from './links.js';
import { rateLimitView } from './rate-limit.js';
import type { Viewing } from './viewing.js';

const presets: readonly (readonly [label: string, fault: Fault])[] = [
  ['429, retry after 2 s', { status: 429, retryAfter: 2 }],
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['503', { status: 503 }],
  ['401', { status: 401 }],
  ['Connection reset', { kind: 'reset' }],
  ['Reset after it took effect', { kind: 'reset', when: 'after' }],
  ['Truncated JSON', { kind: 'malformed-json' }],
  ['Item errors', { kind: 'item-errors' }],
  ['3 s delay', { kind: 'delay', delay: 3000 }],
  ['30 s delay', { kind: 'delay', delay: 30_000 }],
];

const paths = [
  'messages',
  'rooms',
  'memberships',
  'people',
  'attachment/actions',
  'contents',
  'webhooks',
  'access_token',
];
const methods = ['GET', 'POST', 'PUT', 'DELETE'];

export function faultsView(viewing: Viewing, faults: Faults): Html {
  const as = viewing.viewer.id;
  return html`<section class="sheet" aria-labelledby="sheet-title">
  <header><h1 id="sheet-title">Faults and rate limits</h1></header>
  <form class="fault-form" data-method="POST" data-action="/_emulator/faults">
    <fieldset><legend>Which requests</legend>
      <label>Method <select name="method"><option value="">any</option>${methods.map((method) => html`<option>${method}</option>`)}</select></label>
      <label>Path <select name="path"><option value="">any</option>${paths.map((path) => html`<option>${path}</option>`)}</select></label>
      <label>Times <input name="times" type="number" data-number value="1" min="1" max="1000000" required></label>
    </fieldset>
    <fieldset class="presets"><legend>What happens to them</legend>
      ${presets.map(([label, fault]) => html`<button data-json="${JSON.stringify(fault)}">${label}</button>`)}
    </fieldset>
    <output role="alert"></output>
  </form>
  <div data-live="faults" data-src="${withQuery(`${pagePath}/faults`, { as })}">${faultList(faults)}</div>
  ${rateLimitView(viewing)}
</section>`;
}

/** The faults that are still to happen. */
export function faultList(faults: Faults): Html {
  const left = faults.list();
  if (left.length === 0) return html`<p class="empty">No faults are set. Requests succeed.</p>`;
  return html`<section class="panel-box"><h2>Still to happen</h2>
  <ol class="plain fault-list">${left.map((fault) => html`<li><span class="badge">${formatCount(fault.times ?? 1, 'time')}</span> ${describe(fault)}</li>`)}</ol>
  <form data-method="DELETE" data-action="/_emulator/faults"><button>Clear all</button><output role="alert"></output></form></section>`;
}

function describe({ method, path, kind, status, retryAfter, delay, when }: Fault): string {
  const what = {
    status: `${status}`,
    'malformed-json': 'truncated JSON',
    reset: when === 'after' ? 'connection reset after it took effect' : 'connection reset',
    delay: '',
    'item-errors': 'items with errors',
  }[kind ?? 'status'];
  const details = [
    what,
    ...(retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]),
    ...(delay === undefined ? [] : [`${delay} ms delay`]),
  ];
  return `${method ?? 'Any method'} ${path ?? 'any path'}: ${details.filter((detail) => detail !== '').join(', ')}`;
}
