import { checkLimits } from '../settings.js';
import type { SessionRequest } from '../types.js';
import type { PreparedCall } from './prepared-call.js';
import { lowerCase, parameters } from './prepared-call.js';
import { encodeQuery } from './query.js';

/** All that a file is asked for with. Encoded contents would have another length than the one that is announced. */
export const anonymousHeaders = { accept: '*/*', 'accept-encoding': 'identity' };

/**
 * Turns the URL of a file into a request. Throws a TypeError for any that isn't this API's: the access token is sent
 * along.
 */
export function prepareFileCall(
  method: 'GET' | 'HEAD',
  baseUrl: URL,
  fileUrl: string,
  request: SessionRequest,
): PreparedCall {
  if (typeof fileUrl !== 'string' || !URL.canParse(fileUrl)) {
    throw new TypeError("Expected the URL of a file, such as one of a message's files.");
  }
  const url = new URL(fileUrl);
  if (url.origin !== baseUrl.origin || url.username !== '' || url.password !== '') {
    throw new TypeError(
      `The file is not at ${baseUrl.origin}, where this session's access token may be sent, but at ${url.host}: fetch it without the session.`,
    );
  }
  checkLimits(request);
  const query = encodeQuery({ ...parameters(request.query), ...parameters(request.extraQuery) });
  if (query !== '') url.search += url.search === '' ? query : `&${query.slice(1)}`;
  const headers = { ...anonymousHeaders, ...lowerCase(request.headers ?? {}) };
  return { method, url, headers, body: undefined };
}
