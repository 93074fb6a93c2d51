import { linkSignal } from '../utils/abort.js';

/** The end of a call's time, if it has one. */
export interface Deadline {
  /** Aborted by the caller, or when the time is over. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds left. */
  remaining(): number;
  /** Stops the timer. To be called when the call has settled. */
  end(): void;
}

const noLimit = () => Number.POSITIVE_INFINITY;
const nothing = () => undefined;

/** Starts the time of a call; after `limit` milliseconds its signal is aborted with the error that `onTimeout` makes. */
export function startDeadline(
  limit: number | undefined,
  signal: AbortSignal | undefined,
  onTimeout: () => Error,
): Deadline {
  if (limit === undefined) return { signal, remaining: noLimit, end: nothing };
  const { controller, unlink } = linkSignal(signal);
  const until = performance.now() + limit;
  const timer = setTimeout(() => controller.abort(onTimeout()), limit);
  return {
    signal: controller.signal,
    remaining: () => until - performance.now(),
    end: () => {
      clearTimeout(timer);
      unlink();
    },
  };
}
