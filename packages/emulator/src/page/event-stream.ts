import type { Change, State } from '../store/state.js';
import { Pending } from './pending.js';

/** Milliseconds in which changes are collected. */
const interval = 50;

/** The lists that show a resource, if they have another name. */
const topicsOf: Readonly<Record<string, readonly string[]>> = {
  rooms: ['rooms', 'members', 'people'],
  memberships: ['rooms', 'members', 'people'],
  messages: ['rooms'],
  people: ['rooms', 'members', 'people'],
};

/** Server-sent events that tell a page what has changed, not how: it loads that part again. */
export function eventStream(state: State): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // The delay before the browser reconnects, in milliseconds.
      controller.enqueue(encoder.encode('retry: 1000\n\n'));
      const isReady = () => (controller.desiredSize ?? 0) > 0;
      stop = collectChanges(state, isReady, (notice) => {
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(notice)}\n\n`));
      });
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}

/** Sends what has changed once `isReady`, at most once per interval. Returns a function that stops it. */
function collectChanges(state: State, isReady: () => boolean, send: (notice: object) => void): () => void {
  const pending = new Pending();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    if (pending.isEmpty) return;
    // A slow page gets all changes later, in one event.
    if (isReady()) send(pending.take());
    else schedule();
  };
  const schedule = () => {
    timer ??= setTimeout(flush, interval).unref();
  };
  const addTopics = (topics: readonly string[]) => {
    pending.addTopics(topics);
    schedule();
  };
  const watcher = (resource: string) => addTopics(topicsOf[resource] ?? [resource]);
  const listener = (change: Change) => {
    if (change.resource === 'messages') pending.addMessage(change.data.id, change.data.room.id);
  };
  state.watchers.add(watcher);
  state.listeners.add(listener);
  // A request may have been what a fault happened to.
  const unsubscribe = state.requests.log.subscribe(() => addTopics(['requests', 'faults']));
  return () => {
    clearTimeout(timer);
    state.watchers.delete(watcher);
    state.listeners.delete(listener);
    unsubscribe();
  };
}
