import { setTimeout } from 'node:timers/promises';
import { NotFoundError, type Path, type RequestOptions, type Session } from '@wxt/core';

/** An event can be faster than the thing it is about: milliseconds to wait before each further attempt, 2 s in all. */
const delays = [100, 200, 300, 600, 800];

const hints = {
  404: 'Usual causes: it has been deleted since; the token is not that of the person or bot who created the webhook; a bot can only read messages of a group room that mention it; the account has left the room.',
};

/** Sends a GET, and tries again for two seconds while the answer is 404. */
export async function fetchWhenThere<T>(session: Session, path: Path, options?: RequestOptions): Promise<T> {
  const { signal, totalTimeout = Number.POSITIVE_INFINITY } = options ?? {};
  const start = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await session.get<T>(path, { ...options, hints });
    } catch (error) {
      const delay = delays[attempt];
      if (!(error instanceof NotFoundError) || delay === undefined) throw error;
      if (performance.now() - start + delay > totalTimeout) throw error;
      await pause(delay, signal);
    }
  }
}

/** Rejects with the signal's own reason, as every call does. */
async function pause(delay: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(delay, undefined, { signal });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}
