import { identifier } from '../store/identifier.js';
import type { State } from '../store/state.js';
import { presentChange } from './present.js';

/** Records all later changes as events. */
export function recordEvents(state: State, contentsUrl: string): void {
  state.listeners.add((change) => {
    const event = {
      id: identifier('EVENT'),
      resource: change.resource,
      type: change.event,
      actorId: change.actor.id,
      orgId: state.organizationId,
      created: state.clock.next(),
      // A copy, without what JSON leaves out.
      data: JSON.parse(JSON.stringify(presentChange(change, change.actor, contentsUrl))),
    };
    state.events.set(event.id, event);
    state.eventsInOrder.add(event);
  });
}
