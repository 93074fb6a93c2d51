import { html } from 'hono/html';
import { type Html, hue, initials } from './format.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

export const views = ['rooms', 'people', 'webhooks', 'requests', 'faults'] as const;
export type ViewName = (typeof views)[number];

const titles: Readonly<Record<ViewName, string>> = {
  rooms: 'Rooms',
  people: 'People',
  webhooks: 'Webhooks',
  requests: 'Requests',
  faults: 'Faults',
};

/** More people than this are found in the list of people, which has a search. */
const offeredPeople = 100;

interface Page {
  readonly view: ViewName;
  readonly title?: string | undefined;
  readonly roomId?: string | undefined;
  readonly content: Html;
}

/** The whole document around a view. */
export function layout({ state, viewer }: Viewing, { view, title, roomId, content }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === undefined ? titles[view] : title} · Webex emulator</title>
<link rel="icon" href="${pagePath}/assets/icon.svg">
<link rel="stylesheet" href="${pagePath}/assets/page.css">
<script type="module" src="${pagePath}/assets/page.js"></script>
</head>
<body class="view-${view}" data-as="${viewer.id}" data-room="${roomId ?? ''}">
<a class="skip" href="#content">Skip to content</a>
<header class="bar">
  <a class="brand" href="${withQuery('/', { as: viewer.id })}"><img src="${pagePath}/assets/icon.svg" alt="" width="24" height="24"><span>Webex emulator</span></a>
  <nav aria-label="Views">
    ${views.map((name) => html`<a class="tab" href="${withQuery('/', { as: viewer.id, view: name === 'rooms' ? undefined : name })}"${name === view ? html` aria-current="page"` : ''}>${titles[name]}</a>`)}
  </nav>
  ${actAs({ state, viewer }, view, roomId)}
</header>
<p class="connection" id="connection" role="status" hidden>The emulator does not answer. Trying again…</p>
<main id="content" tabindex="-1">${content}</main>
</body>
</html>
`;
}

function actAs({ state, viewer }: Viewing, view: ViewName, roomId: string | undefined): Html {
  const people = [viewer];
  for (const person of state.peopleByName.ascending()) {
    if (people.length > offeredPeople) break;
    if (person !== viewer) people.push(person);
  }
  people.sort((one, other) => one.profile.displayName.localeCompare(other.profile.displayName));
  return html`<form class="act-as" action="/">
    ${view === 'rooms' ? '' : html`<input type="hidden" name="view" value="${view}">`}
    ${roomId === undefined ? '' : html`<input type="hidden" name="prefer" value="${roomId}">`}
    ${avatar(viewer.profile.displayName)}
    <label><span>Act as</span>
      <select name="as" data-submit-on-change>
        ${people.map((person) => html`<option value="${person.id}"${person === viewer ? html` selected` : ''}>${person.profile.displayName}${person.type === 'bot' ? ' (bot)' : ''}</option>`)}
      </select>
    </label>
    <noscript><button>Go</button></noscript>
  </form>`;
}

/** The initials of a name in a circle; decoration beside the name itself. */
export function avatar(name: string, key = name): Html {
  return html`<span class="avatar hue-${hue(key)}" aria-hidden="true">${initials(name)}</span>`;
}

/** A link that replaces itself with more entries of a list. */
export function moreLink(label: string, path: string): Html {
  return html`<p class="more"><a href="${path}" data-more>${label}</a></p>`;
}
