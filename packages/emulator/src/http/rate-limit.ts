import { Hono } from 'hono';
import { bodyText, isObject, parseJson } from './body.js';
import type { Environment } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** How many requests each access token may send. */
export interface RateLimit {
  /** At most this many. */
  requests: number;
  /** In this many milliseconds, counted from the first of them. */
  per: number;
}

export interface RateLimiter {
  readonly limit: RateLimit;
  /** Counts a request. Throws a 429 with `Retry-After` if it is one too many. */
  check(token: string): void;
}

/** Creates a limiter; throws a TypeError for an invalid limit. */
export function createRateLimiter(limit: RateLimit): RateLimiter {
  const { requests, per } = limit;
  for (const [name, value] of Object.entries({ requests, per })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new TypeError(`rateLimit.${name} must be a whole number of 1 or more.`);
    }
  }
  const windows = new Map<string, { endsAt: number; count: number }>();
  const windowOf = (token: string) => {
    const now = Date.now();
    const current = windows.get(token);
    if (current !== undefined && now < current.endsAt) return current;
    const next = { endsAt: now + per, count: 0 };
    windows.set(token, next);
    return next;
  };
  return {
    limit: { requests, per },
    check: (token) => {
      const window = windowOf(token);
      window.count += 1;
      if (window.count <= requests) return;
      const seconds = Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000));
      throw new ServiceError(
        429,
        `Too many requests: at most ${requests} in ${per} ms. Retry after ${seconds} seconds.`,
        { headers: { 'retry-after': String(seconds) } },
      );
    },
  };
}

/** Gets, sets and removes the rate limit from any process, without a token. */
export function rateLimitRoutes(): Hono<Environment> {
  return new Hono<Environment>()
    .get('/', (call) => call.json(call.var.state.rateLimit?.limit ?? {}))
    .put('/', (call) => {
      const limiter = parseRateLimit(parseJson(bodyText(call)));
      call.var.state.rateLimit = limiter;
      return call.json(limiter.limit);
    })
    .delete('/', (call) => {
      call.var.state.rateLimit = undefined;
      return call.body(null, 204);
    });
}

function parseRateLimit(limit: unknown): RateLimiter {
  const { requests, per } = isObject(limit) ? limit : {};
  try {
    return createRateLimiter({ requests: Number(requests), per: Number(per) });
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}
