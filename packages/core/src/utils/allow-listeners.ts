import { setMaxListeners } from 'node:events';

/** Lets a signal end any number of calls: Node takes more than ten listeners for a leak, and warns of it. */
export function allowListeners(signal: AbortSignal | undefined): void {
  if (signal !== undefined) setMaxListeners(0, signal);
}
