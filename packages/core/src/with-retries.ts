import { RateLimitError } from './errors.js';
import { pause } from './pause.js';
import type { RateLimitGate } from './rate-limit.js';
import { decideRetry, type RetryPolicy } from './retry.js';
import type { Logger } from './types.js';

/** What the retries of a call depend on, besides what goes wrong. */
export interface RetryContext {
  readonly policy: RetryPolicy;
  readonly gate: RateLimitGate;
  /** Calls of one kind wait at the gate together. */
  readonly kind: string;
  /** Whether the call may be sent again when nobody knows if the service acted on it. */
  readonly idempotent: boolean;
  readonly signal: AbortSignal | undefined;
  readonly logger: Logger | undefined;
}

/** Makes attempts until one succeeds or the retry policy says to stop; then the last error surfaces. */
export async function withRetries<T>(attempt: () => Promise<T>, context: RetryContext): Promise<T> {
  const { policy, gate, kind, idempotent, signal, logger } = context;
  let waited = 0;
  for (let faults = 0; ; ) {
    waited += await gate.pass(kind, policy.maxWait - waited, signal);
    try {
      return await attempt();
    } catch (error) {
      const retry = decideRetry(policy, { idempotent, faults, waited }, error);
      if (retry === undefined) throw error;
      logger?.warn(`${error}: trying again in ${Math.round(retry.delay)} ms`);
      if (error instanceof RateLimitError) gate.close(kind, retry.delay);
      if (!retry.asked) faults += 1;
      await pause(retry.delay, signal);
      waited += retry.delay;
    }
  }
}
