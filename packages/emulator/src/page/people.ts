import { html } from 'hono/html';
import { roomTitle } from '../rooms/present.js';
import type { Person } from '../store/entities.js';
import { isAdministrator } from '../store/state.js';
import { formatCount, type Html } from './format.js';
import { avatar, moreLink } from './layout.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

const step = 50;
/** More memberships of a person than this are counted only. */
const shownMemberships = 100;

export interface PeopleListing {
  /** Part of a name or an email address. */
  readonly search?: string | undefined;
  readonly max?: number | undefined;
}

export function peopleView(viewing: Viewing, { search }: PeopleListing): Html {
  const as = viewing.viewer.id;
  return html`<section class="sheet" aria-labelledby="sheet-title">
  <header><h1 id="sheet-title">People</h1>
    <form class="inline" action="/" role="search">
      <input type="hidden" name="as" value="${as}"><input type="hidden" name="view" value="people">
      <label>Name or email <input name="search" type="search" value="${search ?? ''}"></label><button>Search</button>
    </form>
  </header>
  <div data-live="people" data-src="${peopleListPath(as, { search })}">${peopleList(viewing, { search })}</div>
</section>`;
}

function peopleListPath(as: string, { search, max }: PeopleListing): string {
  return withQuery(`${pagePath}/people`, { as, search, max });
}

/** The people of the organization by name, with the rooms they are in. */
export function peopleList(viewing: Viewing, { search, max = step }: PeopleListing): Html {
  const wanted = search?.toLowerCase() ?? '';
  const people: Person[] = [];
  let more = false;
  for (const person of viewing.state.peopleByName.ascending()) {
    const { email, profile } = person;
    if (!`${profile.displayName}\n${email}`.toLowerCase().includes(wanted)) continue;
    more = people.length === max;
    if (more) break;
    people.push(person);
  }
  if (people.length === 0) return html`<p class="empty">Nobody is called that.</p>`;
  const path = peopleListPath(viewing.viewer.id, { search, max: max + step });
  return html`<ul class="cards">${people.map((person) => personItem(viewing, person))}</ul>${more ? moreLink('More people', path) : ''}`;
}

function personItem(viewing: Viewing, person: Person): Html {
  const { viewer } = viewing;
  const { displayName } = person.profile;
  const isSelf = person === viewer;
  return html`<li class="person">
  ${avatar(displayName)}
  <div>
    <h2>${displayName}${isSelf ? html` <span class="badge">you</span>` : ''}${badges(viewing, person).map((badge) => html` <span class="badge">${badge}</span>`)}</h2>
    <p class="hint">${person.email}</p>
    ${memberships(person)}
  </div>
  <p class="actions">${isSelf ? '' : html`<a class="button" href="${withQuery('/', { as: viewer.id, to: person.id })}" aria-label="Message ${displayName}">Message</a><a class="button" href="${withQuery('/', { as: person.id })}" aria-label="Act as ${displayName}">Act as</a>`}</p>
</li>`;
}

function badges({ state }: Viewing, person: Person): readonly string[] {
  return [
    ...(person.type === 'bot' ? ['bot'] : []),
    ...(person.type === 'appuser' ? ['guest'] : []),
    ...(isAdministrator(state, person) ? ['administrator'] : []),
    ...(person.invitePending ? ['invited'] : []),
    ...(person.profile.loginEnabled ? [] : ['login disabled']),
  ];
}

function memberships(person: Person): Html {
  const all = [...person.memberships.ascending()];
  if (all.length === 0) return html`<p class="hint">In no room</p>`;
  const shown = all.slice(0, shownMemberships);
  return html`<details id="memberships-${person.id}"><summary>In ${formatCount(all.length, 'room')}</summary>
    <ul class="plain">${shown.map(({ room, isModerator }) => html`<li><a href="${withQuery('/', { as: person.id, room: room.id })}">${roomTitle(room, person)}</a>${isModerator ? html` <span class="badge">moderator</span>` : ''}</li>`)}</ul>
    ${all.length > shown.length ? html`<p class="hint">and ${all.length - shown.length} more</p>` : ''}
  </details>`;
}
