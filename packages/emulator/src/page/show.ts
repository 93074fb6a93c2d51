import { html } from 'hono/html';
import type { Faults } from '../faults/faults.js';
import { queryText } from '../http/query.js';
import type { Call } from '../http/route.js';
import { roomTitle } from '../rooms/present.js';
import { findDirectRoom } from '../rooms/store.js';
import { conversation, newConversation } from './conversation.js';
import { faultsView } from './faults.js';
import type { Html } from './format.js';
import { layout, type ViewName, views } from './layout.js';
import { pagePath } from './links.js';
import { peopleView } from './people.js';
import { requestsView } from './requests.js';
import { roomList, roomListPath } from './rooms.js';
import { roomOf, type Viewing, viewingOf } from './viewing.js';
import { webhooksView } from './webhooks.js';

/** Responds with the whole page, showing one view. */
export function showPage(call: Call, faults: Faults): Response | Promise<Response> {
  const { people } = call.var.state;
  const as = queryText(call, 'as');
  // The person in a bookmark no longer exists after a restart of the emulator.
  if (as !== undefined && !people.has(as)) return call.redirect('/');
  const viewing = viewingOf(call);
  call.header('cache-control', 'no-store');
  const view = views.find((name) => name === queryText(call, 'view')) ?? 'rooms';
  if (view === 'rooms') return call.html(showRooms(call, viewing));
  const content = contentOf(call, viewing, view, faults);
  return call.html(layout(viewing, { view, content }));
}

function contentOf(call: Call, viewing: Viewing, view: Exclude<ViewName, 'rooms'>, faults: Faults): Html {
  switch (view) {
    case 'people':
      return peopleView(viewing, { search: queryText(call, 'search') });
    case 'webhooks':
      return webhooksView(viewing);
    case 'requests':
      return requestsView(viewing);
    case 'faults':
      return faultsView(viewing, faults);
  }
}

function showRooms(call: Call, viewing: Viewing): Html {
  const { state, viewer } = viewing;
  const other = state.people.get(queryText(call, 'to') ?? '');
  // Switching to another person stays in the room if that person is a member.
  const asked =
    other !== undefined
      ? findDirectRoom(state, viewer, other)
      : (roomOf(call, viewing) ?? roomOf(call, viewing, 'prefer'));
  const isChosen = asked !== undefined || other !== undefined;
  const isGone = !isChosen && queryText(call, 'room') !== undefined;
  // If there is space for both, the first room is shown beside the list.
  const room =
    asked ?? (isChosen || isGone ? undefined : viewer.rooms.lastactivity.descending().next().value);
  const pane =
    room !== undefined
      ? conversation(viewing, room, queryText(call, 'before'))
      : other !== undefined
        ? newConversation(viewing, other)
        : placeholder(isGone ? `${viewer.profile.displayName} is not in this room, or it is gone.` : '');
  const content = html`<div class="split${isChosen || isGone ? ' chosen' : ''}">
  <section class="sidebar" aria-labelledby="rooms-title">
    <header><h2 id="rooms-title">Rooms</h2>${newRoom(viewing)}</header>
    <div class="scroll" data-live="rooms" data-src="${roomListPath(viewer.id, { current: room })}">${roomList(viewing, { current: room })}</div>
  </section>
  ${pane}
</div>`;
  const title = room === undefined ? undefined : roomTitle(room, viewer);
  return layout(viewing, { view: 'rooms', title, roomId: room?.id, content });
}

function newRoom({ viewer }: Viewing): Html {
  return html`<details class="popover" id="new-room"><summary>New room</summary>
  <form class="panel inline" data-method="POST" data-action="${pagePath}/as/${viewer.id}/rooms" data-go-to-room="id">
    <label>Title <input name="title" required maxlength="128" autocomplete="off"></label>
    <button class="primary">Create</button><output role="alert"></output>
  </form></details>`;
}

function placeholder(text: string): Html {
  const hint = 'Create a room, or message somebody from the list of people.';
  return html`<section class="conversation placeholder"><p>${text === '' ? hint : text}</p></section>`;
}
