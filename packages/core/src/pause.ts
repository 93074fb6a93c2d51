import { setTimeout } from 'node:timers/promises';

/** The longest time a timer takes; beyond it, timers fire at once. */
const longest = 2 ** 31 - 1;

/** Waits so many milliseconds, or rejects with the signal's reason when it is aborted. */
export async function pause(delay: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await setTimeout(Math.min(delay, longest), undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
