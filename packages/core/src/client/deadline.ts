import { type RequestSummary, TimeoutError } from '../errors/errors.js';
import { followSignal } from '../utils/follow-signal.js';

/** The end of a call's time, if it has one. */
export interface Deadline {
  /** Is aborted by the caller, or when the time is over. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds left. */
  remaining(): number;
  /** What has gone wrong so far, to be named as the cause. */
  lastError?: unknown;
}

/** Runs a call that may take so many milliseconds, attempts and waits included; rejects with a TimeoutError then. */
export async function withDeadline<T>(
  request: RequestSummary,
  limit: number | undefined,
  signal: AbortSignal | undefined,
  run: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  if (limit === undefined) return run({ signal, remaining: () => Number.POSITIVE_INFINITY });
  const { controller, letGo } = followSignal(signal);
  const end = performance.now() + limit;
  const deadline: Deadline = { signal: controller.signal, remaining: () => end - performance.now() };
  const timer = setTimeout(() => {
    const cause = deadline.lastError;
    controller.abort(new TimeoutError(request, limit, { cause }, ', attempts and waits included'));
  }, limit);
  try {
    return await run(deadline);
  } finally {
    clearTimeout(timer);
    letGo();
  }
}
