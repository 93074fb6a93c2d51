import { html } from 'hono/html';
import { roomTitle } from '../rooms/present.js';
import type { Membership, Person, Room } from '../store/entities.js';
import { formatCount, type Html } from './format.js';
import { avatar } from './layout.js';
import { pagePath, withQuery } from './links.js';
import { threadView } from './message.js';
import { threadPage } from './threads.js';
import type { Viewing } from './viewing.js';

const pageSize = 50;
/** More members than this are counted only. */
const shownMembers = 200;

/** A room with its newest messages, or with those before a time, and a form to write one. */
export function conversation(viewing: Viewing, room: Room, before?: string): Html {
  const { viewer } = viewing;
  const title = roomTitle(room, viewer);
  return html`<section class="conversation" aria-labelledby="room-title">
  <header>
    <a class="back" href="${withQuery('/', { as: viewer.id, list: 1 })}" aria-label="All rooms">←</a>
    <h1 id="room-title">${title}</h1>
    <div data-live="members" data-src="${withQuery(`${pagePath}/members`, { as: viewer.id, room: room.id })}">${memberList(viewing, room)}</div>
  </header>
  ${feed(viewing, room, before)}
  ${before === undefined ? '' : html`<p class="newest"><a href="${withQuery('/', { as: viewer.id, room: room.id })}">Back to the newest messages</a></p>`}
  <button type="button" class="jump" id="jump" hidden>New messages ↓</button>
  ${composer(viewing, room, title)}
</section>`;
}

/** Scrolls backwards: older messages are prepended when its start comes into view. */
function feed(viewing: Viewing, room: Room, before?: string): Html {
  return html`<div class="feed" id="feed" role="log" aria-label="Messages" tabindex="0"><div class="threads" id="threads">${threads(viewing, room, before)}</div></div>`;
}

/** A page of messages, with a link to those before. */
export function threads(viewing: Viewing, room: Room, before?: string): Html {
  const { threads: page, more } = threadPage(viewing.state, viewing.viewer, room, pageSize, before);
  const first = page[0]?.message.created;
  const query = { as: viewing.viewer.id, room: room.id, before: first };
  const older = html`<a class="older" href="${withQuery('/', query)}" data-older="${withQuery(`${pagePath}/threads`, query)}">Older messages</a>`;
  const start =
    before === undefined && page.length === 0
      ? html`<p class="empty" id="no-messages">No messages yet.</p>`
      : '';
  return html`${more ? older : start}${page.map((thread) => threadView(viewing, thread))}`;
}

/** Who is in the room, and a form to add a person. */
export function memberList(viewing: Viewing, room: Room): Html {
  const members = [...room.members.values()].slice(0, shownMembers);
  const left = room.members.size - members.length;
  return html`<details class="members popover" id="members"><summary>${formatCount(room.members.size, 'person').replace('persons', 'people')}</summary>
  <div class="panel">
    <ul>${members.map((member) => memberItem(viewing, member))}</ul>
    ${left > 0 ? html`<p class="hint">and ${left.toLocaleString('en-US')} more</p>` : ''}
    ${room.type === 'group' ? addMember(viewing, room) : ''}
  </div></details>`;
}

function memberItem({ viewer }: Viewing, { id, person, isModerator, room }: Membership): Html {
  const { displayName } = person.profile;
  const isSelf = person === viewer;
  return html`<li>${avatar(displayName)}<span>${displayName}${isSelf ? ' (you)' : ''}</span>${isModerator ? html` <span class="badge">moderator</span>` : ''}
    ${room.type === 'direct' ? '' : html`<form data-method="DELETE" data-action="${pagePath}/as/${viewer.id}/memberships/${id}"><button class="quiet" aria-label="${isSelf ? 'Leave' : `Remove ${displayName}`}">${isSelf ? 'Leave' : 'Remove'}</button><output role="alert"></output></form>`}</li>`;
}

function addMember({ viewer }: Viewing, room: Room): Html {
  return html`<form class="inline" data-method="POST" data-action="${pagePath}/as/${viewer.id}/memberships">
    <input type="hidden" name="roomId" value="${room.id}">
    <label>Email <input name="personEmail" id="add-member" type="email" required autocomplete="off"></label>
    <button>Add</button><output role="alert"></output>
  </form>`;
}

function composer({ viewer }: Viewing, room: Room, title: string): Html {
  const target = html`<input type="hidden" name="roomId" value="${room.id}"><input type="hidden" name="parentId" value="">`;
  return composerForm(viewer, target, `Message ${title}`, mentions(room));
}

/** A direct conversation without messages yet. */
export function newConversation({ viewer }: Viewing, other: Person): Html {
  const name = other.profile.displayName;
  const target = html`<input type="hidden" name="toPersonId" value="${other.id}">`;
  return html`<section class="conversation" aria-labelledby="room-title">
  <header><a class="back" href="${withQuery('/', { as: viewer.id, list: 1 })}" aria-label="All rooms">←</a><h1 id="room-title">${name}</h1></header>
  <div class="feed"><p class="empty">No messages yet.</p></div>
  ${composerForm(viewer, target, `Message ${name}`, html``, 'roomId')}
</section>`;
}

function composerForm(viewer: Person, target: Html, label: string, extra: Html, goTo = ''): Html {
  return html`<form class="composer" data-method="POST" data-action="${pagePath}/as/${viewer.id}/messages" data-reset data-go-to-room="${goTo}">
  ${target}
  <p class="replying" hidden><span></span> <button type="button" class="quiet" data-cancel-reply>Cancel</button></p>
  <textarea name="markdown" rows="1" aria-label="${label}" placeholder="${label} (Markdown)" data-send-on-enter></textarea>
  <div class="composer-row">
    <label class="attach button"><input class="visually-hidden" type="file" name="files"><span data-file-name="Attach file">Attach file</span></label>
    ${extra}
    <button class="primary">Send</button>
  </div>
  <output role="alert"></output>
</form>`;
}

/** In a group room, bots are only notified of mentions. */
function mentions(room: Room): Html {
  if (room.type === 'direct') return html``;
  const people = [...room.members.values()].slice(0, shownMembers).map(({ person }) => person);
  return html`<label class="mention-picker"><span class="visually-hidden">Mention somebody</span><select data-mention>
    <option value="">@ Mention</option>
    ${people.map(({ email, profile }) => html`<option value="<@personEmail:${email}>">${profile.displayName}</option>`)}
  </select></label>`;
}
