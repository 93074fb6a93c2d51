import { ApiError, type RequestOptions, type Session, UnauthorizedError } from '@wxt/core';

interface Authorization {
  readonly id: string;
  readonly clientId?: string;
  readonly type?: string;
}

/** Nobody should wait long for a log-out. */
const quickly: RequestOptions = { totalTimeout: 10_000, maxRetries: 1, waitOnRateLimit: false };

/**
 * Deletes the authorizations that the owner of this token gave the client. Resolves to whether there were any. Rejects if
 * the service doesn't let the token do that.
 */
export async function revokeAuthorizations(
  session: Session,
  accessToken: string,
  clientId: string,
): Promise<boolean> {
  const request = { ...quickly, accessToken };
  const { id: personId } = await session.get<{ id: string }>(['people', 'me'], request);
  const path = ['authorizations'];
  const { items } = await session.get<{ items: Authorization[] }>(path, { ...request, query: { personId } });
  const ours = items.filter((item) => item.clientId === clientId);
  // Refresh tokens first: deleting the access token may end what this request is allowed to do.
  ours.sort((one, other) => Number(other.type === 'refresh') - Number(one.type === 'refresh'));
  for (const [index, { id }] of ours.entries()) {
    await session.delete([...path, id], request).catch((error: unknown) => {
      const isGone = error instanceof ApiError && error.status === 404;
      if (!isGone && !(index > 0 && error instanceof UnauthorizedError)) throw error;
    });
  }
  return ours.length > 0;
}
