import { html } from 'hono/html';
import { roomTitle } from '../rooms/present.js';
import type { Room } from '../store/entities.js';
import { formatCount, formatTime, type Html } from './format.js';
import { avatar, moreLink } from './layout.js';
import { pagePath, withQuery } from './links.js';
import type { Viewing } from './viewing.js';

const step = 50;

export interface RoomListing {
  readonly max?: number | undefined;
  readonly current?: Room | undefined;
}

/** The viewer's rooms, those with the latest activity first. */
export function roomList({ viewer }: Viewing, { max = step, current }: RoomListing): Html {
  const rooms: Room[] = [];
  let more = false;
  for (const room of viewer.rooms.lastactivity.descending()) {
    more = rooms.length === max;
    if (more) break;
    rooms.push(room);
  }
  if (rooms.length === 0) return html`<p class="empty">${viewer.profile.displayName} is in no room.</p>`;
  return html`<ul class="room-list">${rooms.map((room) => {
    const title = roomTitle(room, viewer);
    const isCurrent = room === current;
    return html`<li><a href="${withQuery('/', { as: viewer.id, room: room.id })}"${isCurrent ? html` aria-current="true"` : ''} id="r-${room.id}">
      ${avatar(title)}
      <span class="room-text"><span class="title">${title}</span><span class="hint">${describe(room)}</span></span>
      <time datetime="${room.lastActivity}">${formatTime(room.lastActivity)}</time>
    </a></li>`;
  })}</ul>${more ? moreLink('More rooms', roomListPath(viewer.id, { max: max + step, current })) : ''}`;
}

/** Where the list is loaded from again. */
export function roomListPath(as: string, { max, current }: RoomListing): string {
  return withQuery(`${pagePath}/rooms`, { as, max, room: current?.id });
}

function describe({ type, members, isLocked, isAnnouncementOnly, isPublic }: Room): string {
  const marks = [
    type === 'direct' ? 'Direct' : formatCount(members.size, 'person').replace('persons', 'people'),
    ...(isLocked ? ['moderated'] : []),
    ...(isAnnouncementOnly ? ['announcements'] : []),
    ...(isPublic ? ['public'] : []),
  ];
  return marks.join(' · ');
}
