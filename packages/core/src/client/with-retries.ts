import { heldBack } from '../errors/api-error.js';
import { RateLimitError, type RequestSummary } from '../errors/errors.js';
import { explain } from '../errors/explain.js';
import { pause } from '../utils/pause.js';
import type { Admission } from './admission.js';
import type { Deadline } from './deadline.js';
import { decideRetry, type RetryPolicy } from './retry.js';

/** What the retries of a call depend on, besides what goes wrong. */
export interface RetryContext {
  readonly request: RequestSummary;
  readonly policy: RetryPolicy;
  readonly admission: Admission;
  /** Calls of one kind wait together. */
  readonly kind: string;
  /** Whether the call may be sent again when nobody knows if the service acted on it. */
  readonly idempotent: boolean;
  /** Why the call can't be sent again, where that is so by now: its error is explained and surfaces. */
  readonly spent?: () => string | undefined;
  readonly deadline: Deadline;
  /** Is told before each repetition what went wrong, and after how many milliseconds it follows. */
  readonly onRetry: (error: unknown, delay: number) => void;
  /** Is told when all calls of the kind have to wait because of this one. */
  readonly onWait: (delay: number) => void;
}

/** Makes attempts until one succeeds or the retry policy says to stop; then the last error surfaces. */
export async function withRetries<T>(attempt: () => Promise<T>, context: RetryContext): Promise<T> {
  const { request, policy, admission, kind, idempotent, deadline } = context;
  const { signal } = deadline;
  let refusal: RateLimitError | undefined;
  let waited = 0;
  for (let faults = 0; ; ) {
    const longest = policy.waitOnRateLimit ? Math.min(policy.maxWait - waited, deadline.remaining()) : 0;
    const turn = await admission.enter(kind, { longest, returning: refusal !== undefined, signal });
    if (turn === undefined) throw refusal ?? heldBack(request, admission.opensIn(kind));
    waited += turn;

    const [outcome] = await Promise.allSettled([attempt()]);
    if (outcome.status === 'fulfilled') {
      admission.leave(kind);
      return outcome.value;
    }
    const error: unknown = outcome.reason;
    const history = { idempotent, faults, waited, remaining: deadline.remaining() };
    const wanted = signal?.aborted ? undefined : decideRetry(policy, history, error);
    const obstacle = wanted && context.spent?.();
    const retry = obstacle === undefined ? wanted : undefined;
    refusal = retry && error instanceof RateLimitError ? error : undefined;
    const closed = admission.leave(kind, refusal && retry?.delay);
    if (retry === undefined) throw obstacle === undefined ? error : explain(error, obstacle);

    deadline.lastError = error;
    context.onRetry(error, retry.delay);
    if (closed) context.onWait(retry.delay);
    if (!retry.asked) faults += 1;
    // Who was refused waits with the others of its kind.
    if (refusal === undefined) {
      await pause(retry.delay, signal);
      waited += retry.delay;
    }
  }
}
