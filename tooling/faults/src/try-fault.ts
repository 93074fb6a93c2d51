import { inspect } from 'node:util';
import { type Hooks, Session, WebexError } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';
import { startFaultServer } from '@wxt/testing';
import { vi } from 'vitest';
import type { Fault } from './fault.js';
import { goodAnswer, type Place } from './place.js';
import { http } from './wire.js';

/** What became of a call. */
export interface Tried {
  /** In the words of `Outcome`. */
  readonly outcome: string;
  /** How many times the request that went wrong was sent. */
  readonly sent: number;
  /** What the call answered. */
  readonly answer: unknown;
  /** What the error says, and all there is to see of it. */
  readonly message: string;
  readonly shown: string;
  /** What the session says afterwards to a call that nothing is wrong with. */
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
 * Lets a fault happen to a request, once or more often, over real sockets. Needs faked timers: the time of each wait
 * passes as soon as it is begun, and that of an attempt when the server leaves it waiting.
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

/** Waits of our own are shorter than a second, the first time. */
function describeSuccess(sent: number, waited: number): string {
  if (sent === 1) return 'accepted';
  return waited < 1000 ? 'retried' : `retried after ${waited / 1000} s`;
}

/** An error that the source of tokens had is named by what went wrong beneath. */
function nameError(reason: unknown): string {
  if (!(reason instanceof WebexError)) return `not a WebexError: ${reason}`;
  return reason.cause instanceof WebexError && reason.name === 'AccessTokenError'
    ? reason.cause.name
    : reason.name;
}
