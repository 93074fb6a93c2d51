import { ApiError, ConnectionError, RateLimitError, TimeoutError } from '../errors/errors.js';

/** How far a session goes to complete a call. */
export interface RetryLimits {
  /** Whether to wait when the service says to. */
  readonly waitOnRateLimit: boolean;
  /** How many times a call is sent again after a failure; waits that the service asks for don't count. */
  readonly maxRetries: number;
  /** Milliseconds one call may spend waiting, all its waits added up. */
  readonly maxWait: number;
}

/** The session's limits, overridden by those of a request. */
export function resolveRetryLimits(
  session: RetryLimits,
  request: { readonly [Name in keyof RetryLimits]?: RetryLimits[Name] | undefined },
): RetryLimits {
  return {
    waitOnRateLimit: request.waitOnRateLimit ?? session.waitOnRateLimit,
    maxRetries: request.maxRetries ?? session.maxRetries,
    maxWait: request.maxWait ?? session.maxWait,
  };
}

/** What has happened to a call so far. */
export interface CallHistory {
  /** Whether the request may be sent again if it is unknown whether the service acted on it. */
  readonly replaySafe: boolean;
  /** How many failures came before this one. */
  readonly failures: number;
  /** Milliseconds already spent waiting. */
  readonly waited: number;
  /** Milliseconds until the call times out. */
  readonly remaining: number;
  /** If false, a 504 or a timeout is not repeated unchanged. Default: true. */
  readonly retryTimeouts?: boolean | undefined;
}

/** When to send a failed attempt again. */
export interface Retry {
  /** Milliseconds to wait first. */
  readonly delay: number;
  /** Whether the service asked for the wait; otherwise it is our own, after a failure. */
  readonly fromServer: boolean;
}

const firstBackoff = 500;
const maxBackoff = 8_000;

/** Decides whether to send a failed attempt again, and when. `random` returns numbers from 0 to 1. */
export function planRetry(
  limits: RetryLimits,
  history: CallHistory,
  error: unknown,
  random: () => number = Math.random,
): Retry | undefined {
  const retry = asksToWait(error)
    ? limits.waitOnRateLimit && { delay: error.retryAfter * 1000, fromServer: true }
    : history.failures < limits.maxRetries &&
      isTransient(error, history.replaySafe) &&
      (history.retryTimeouts !== false || !isSlow(error)) && {
        delay: backoff(history.failures, random),
        fromServer: false,
      };
  const isInTime = retry && history.waited + retry.delay <= limits.maxWait && retry.delay < history.remaining;
  return isInTime ? retry : undefined;
}

/** The milliseconds that a 429 asks to wait; `undefined` for any other error. */
export function retryAfterOf429(error: unknown): number | undefined {
  return error instanceof RateLimitError ? error.retryAfter * 1000 : undefined;
}

function asksToWait(error: unknown): error is ApiError & { retryAfter: number } {
  if (error instanceof RateLimitError) return true;
  return error instanceof ApiError && [423, 503].includes(error.status) && error.retryAfter !== undefined;
}

function isTransient(error: unknown, replaySafe: boolean): boolean {
  if (error instanceof ConnectionError) {
    return !error.permanent && (replaySafe || error.delivery === 'not-sent');
  }
  if (error instanceof TimeoutError) return replaySafe;
  return error instanceof ApiError && replaySafe && [502, 503, 504].includes(error.status);
}

/** The service took too long: a smaller request may succeed. */
function isSlow(error: unknown): boolean {
  return error instanceof TimeoutError || (error instanceof ApiError && error.status === 504);
}

/** Exponential with full jitter, so that many clients don't come back at the same moment. */
function backoff(failures: number, random: () => number): number {
  return random() * Math.min(maxBackoff, firstBackoff * 2 ** failures);
}
