import { ApiError, ConnectionError, RateLimitError, TimeoutError } from '../errors/errors.js';

/** How patient a session is. */
export interface RetryPolicy {
  /** Whether to wait when the service says to. */
  readonly waitOnRateLimit: boolean;
  /** How many times a call is sent again after a fault; waits that the service asks for don't count. */
  readonly maxRetries: number;
  /** Milliseconds one call may spend waiting, all its waits added up. */
  readonly maxWait: number;
}

/** A session's policy with what one request says otherwise. */
export function retryPolicy(session: RetryPolicy, request: Partial<RetryPolicy>): RetryPolicy {
  const {
    waitOnRateLimit = session.waitOnRateLimit,
    maxRetries = session.maxRetries,
    maxWait = session.maxWait,
  } = request;
  return { waitOnRateLimit, maxRetries, maxWait };
}

/** What has happened to a call so far. */
export interface CallHistory {
  /** Whether the request may be sent again when nobody knows if the service acted on it. */
  readonly idempotent: boolean;
  /** How many faults came before this one. */
  readonly faults: number;
  /** Milliseconds already spent waiting. */
  readonly waited: number;
  /** Milliseconds until the call's time is over. */
  readonly remaining: number;
}

/** What to do about a failed attempt: nothing, or wait and send it again. */
export interface Retry {
  /** Milliseconds to wait first. */
  readonly delay: number;
  /** Whether the service asked for the wait, or it is our own after a fault. */
  readonly asked: boolean;
}

const firstBackoff = 500;
const longestBackoff = 8_000;

/**
 * Faults before the request was on the wire: whatever the method, the service can't have acted on it. A reset is not among
 * them, not even on a kept connection before anything came back: the service may have acted and then failed.
 */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Decides whether a failed attempt is made again, and when. `random` gives numbers from 0 to 1. */
export function decideRetry(
  policy: RetryPolicy,
  history: CallHistory,
  error: unknown,
  random: () => number = Math.random,
): Retry | undefined {
  const retry = asksToWait(error)
    ? policy.waitOnRateLimit && { delay: error.retryAfter * 1000, asked: true }
    : history.faults < policy.maxRetries &&
      isTransient(error, history.idempotent) && { delay: backoff(history.faults, random), asked: false };
  const inTime = retry && history.waited + retry.delay <= policy.maxWait && retry.delay < history.remaining;
  return inTime ? retry : undefined;
}

function asksToWait(error: unknown): error is ApiError & { retryAfter: number } {
  if (error instanceof RateLimitError) return true;
  return error instanceof ApiError && [423, 503].includes(error.status) && error.retryAfter !== undefined;
}

function isTransient(error: unknown, idempotent: boolean): boolean {
  if (error instanceof ConnectionError) return idempotent || neverSent.has(error.code ?? '');
  if (error instanceof TimeoutError) return idempotent;
  return error instanceof ApiError && idempotent && [502, 503, 504].includes(error.status);
}

/** Exponential with full jitter, so that many clients don't come back at the same moment. */
function backoff(faults: number, random: () => number): number {
  return random() * Math.min(longestBackoff, firstBackoff * 2 ** faults);
}
