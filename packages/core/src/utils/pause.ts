/** The longest time a timer takes; beyond it, timers fire at once. */
const longest = 2 ** 31 - 1;

/**
 * Waits so many milliseconds, or rejects with the signal's reason when it is aborted. By the global timer, so that a
 * program whose tests fake it needn't sit the wait out.
 */
export function pause(delay: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const end = () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    };
    const timer = setTimeout(end, Math.min(delay, longest));
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
