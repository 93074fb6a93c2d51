import { AccessTokenError, UnauthorizedError } from '../errors/errors.js';
import { explain } from '../errors/explain.js';
import type { Session } from '../session.js';
import type { SessionRequest } from '../types.js';
import { orAborted } from '../utils/or-aborted.js';
import { checkToken, type TokenSource } from './auth.js';

/** Sends a request with this token, `false` for none; rejects where the service refuses it. */
type Attempt<T> = (token: string | false) => Promise<T>;

/**
 * Gives the attempts of one call their token. When the service refuses it with 401 the source is asked for another, and
 * the attempt made again with that: once in a call, whatever its method, since what was refused was not acted on.
 */
export function authorize<T>(
  attempt: Attempt<T>,
  source: TokenSource,
  session: Session,
  { accessToken, signal }: SessionRequest,
  spent: () => string | undefined = () => undefined,
): () => Promise<T> {
  // A token of the call's own is not the source's to renew.
  if (accessToken !== undefined) return async () => attempt(accessToken && checkToken(accessToken));
  let renewed = false;

  return async () => {
    signal?.throwIfAborted();
    const token = await get();
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || renewed || !isOfService(error)) throw error;
      const obstacle = spent();
      if (obstacle !== undefined) throw explain(error, obstacle);
      renewed = true;
      const another = await renew(token);
      if (another === undefined || another === token) throw error;
      return attempt(another);
    }
  };

  /** A file's other host got no token, so that what it refuses is not the token. */
  function isOfService({ url }: UnauthorizedError): boolean {
    return new URL(url).origin === new URL(session.baseUrl).origin;
  }

  async function get(): Promise<string> {
    const token = await ask(() => source.getAccessToken(session), 'The source of access tokens failed');
    return checkToken(token, 'The source of access tokens answered without a token.');
  }

  async function renew(rejected: string): Promise<string | undefined> {
    const token = await ask(
      () => source.renewAccessToken?.(rejected, session),
      'The service refused the access token, and renewing it failed',
    );
    return token === undefined ? undefined : checkToken(token);
  }

  /** Whoever else waits for the same token goes on waiting when this call is aborted. */
  async function ask<T>(question: () => T | Promise<T>, failure: string): Promise<T> {
    try {
      return await orAborted(question(), signal);
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof AccessTokenError) throw cause;
      throw new AccessTokenError(`${failure}; its error is the cause.`, { cause });
    }
  }
}
