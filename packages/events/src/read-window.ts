import type { FeedPosition, Timed } from './feed-position.js';

/**
 * Reads the new events of a list that is newest first, and returns them oldest first; with more than `limit`, it stops
 * there and returns the time of the oldest that was read.
 */
export async function readWindow<Item extends Timed>(
  list: AsyncIterable<Item>,
  position: FeedPosition,
  { to = Number.POSITIVE_INFINITY, limit }: { readonly to: number | undefined; readonly limit: number },
): Promise<Item[] | { readonly oldest: number }> {
  const events: { event: Item; time: number }[] = [];
  for await (const event of list) {
    const time = position.timeOf(event);
    if (!position.isNew(event) || time > to) continue;
    if (events.length === limit) return { oldest: Math.min(time, events.at(-1)?.time ?? time) };
    events.push({ event, time });
  }
  // Events of the same time stay in the order of the service.
  return events
    .reverse()
    .sort((one, other) => one.time - other.time)
    .map(({ event }) => event);
}
