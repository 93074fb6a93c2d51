import { inspect } from 'node:util';
import { type Hooks, Session, WebexError } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';
import { startFaultServer } from '@wxt/testing';
import { vi } from 'vitest';
import type { Fault } from './fault.js';
import { goodAnswer, type Place } from './place.js';
import { http } from './wire.js';

/** The result of a call. */
export interface Tried {
  /** Like `Outcome`. */
  readonly outcome: string;
  /** How many times the failing request was sent. */
  readonly sent: number;
  /** What the call resolved to. */
  readonly answer: unknown;
  /** The error's message, and everything visible of it. */
  readonly message: string;
  readonly shown: string;
  /** What a call without a fault resolves to afterwards. */
  readonly afterwards: unknown;
}

const timeout = 60_000;
const token = 'secret-token';
const integration = {
  clientId: 'client',
  clientSecret: 'secret-of-the-client',
  refreshToken: 'secret-refresh-token',
};

/** How often a fault happens, and how long the session waits for the service. */
interface Persistence {
  readonly times: number;
  readonly maxWait?: number | undefined;
}

/**
 * Injects a fault into a request, once or several times, over real sockets. Needs fake timers: they advance as soon as a
 * wait starts, and past the timeout when the server leaves a request waiting.
 */
export async function tryFault(
  fault: Fault,
  place: Place,
  { times, maxWait }: Persistence = { times: 1 },
): Promise<Tried> {
  let sent = 0;
  const server = await startFaultServer(
    ({ target }) => {
      const { headers, body } = target === place.target ? place.good : goodAnswer(target);
      if (target === place.target) sent += 1;
      if (target !== place.target || sent > times) return { bytes: http('200 OK', headers, body) };
      return fault.wire(place.good);
    },
    () => vi.advanceTimersByTime(timeout + 1),
  );
  let waited = 0;
  const onRetry: Hooks['onRetry'] = ({ delay }) => {
    waited += delay;
    setImmediate(() => vi.advanceTimersByTime(Math.ceil(delay)));
  };
  const session = new Session({
    accessToken: place.name === 'token refresh' ? oauthTokens(integration) : token,
    baseUrl: server.url,
    timeout,
    maxWait,
    maxResponseSize: 16 * 2 ** 20,
    hooks: { onRetry },
  });

  const [result] = await Promise.allSettled([place.call(session)]);
  const afterwards = await session.get(['people', 'me'], { accessToken: token });
  if (result.status === 'fulfilled') {
    const outcome = describeSuccess(sent, waited);
    return { outcome, sent, answer: result.value, message: '', shown: '', afterwards };
  }
  const { reason } = result;
  const shown = inspect(reason, { depth: 20, showHidden: true }) + JSON.stringify(reason);
  return { outcome: nameError(reason), sent, answer: undefined, message: String(reason), shown, afterwards };
}

/** The session's own first delay is shorter than a second; longer waits come from the service. */
function describeSuccess(sent: number, waited: number): string {
  if (sent === 1) return 'accepted';
  return waited < 1000 ? 'retried' : `retried after ${waited / 1000} s`;
}

/** Returns the name of an error; for an error of the token source, that of its cause. */
function nameError(reason: unknown): string {
  if (!(reason instanceof WebexError)) return `not a WebexError: ${reason}`;
  return reason.cause instanceof WebexError && reason.name === 'AccessTokenError'
    ? reason.cause.name
    : reason.name;
}
