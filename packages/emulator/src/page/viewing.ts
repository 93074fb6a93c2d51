import { queryMax, queryText } from '../http/query.js';
import type { Call } from '../http/route.js';
import { notFound } from '../http/service-error.js';
import { canSeeRoom } from '../store/access.js';
import type { Person, Room } from '../store/entities.js';
import type { State } from '../store/state.js';

/** Who looks at the page. */
export interface Viewing {
  readonly state: State;
  readonly viewer: Person;
}

/** Returns the person named by `as`, or the first one. */
export function viewingOf({ req, var: { state } }: Call): Viewing {
  const id = req.query('as');
  const viewer = id === undefined ? state.people.values().next().value : state.people.get(id);
  if (viewer === undefined) throw notFound('the person to act as');
  return { state, viewer };
}

/** The room named by a parameter, if the viewer can see it. */
export function roomOf(call: Call, { state, viewer }: Viewing, name = 'room'): Room | undefined {
  const room = state.rooms.get(queryText(call, name) ?? '');
  return room !== undefined && canSeeRoom(state, viewer, room) ? room : undefined;
}

export function requiredRoom(call: Call, viewing: Viewing): Room {
  const room = roomOf(call, viewing);
  if (room === undefined) throw notFound('a room of this person');
  return room;
}

/** How many entries of a list to show; undefined for the default. */
export function listSize(call: Call): number | undefined {
  return queryText(call, 'max') === undefined ? undefined : queryMax(call, { defaultValue: 50, limit: 5000 });
}
