import type { IncomingHttpHeaders } from 'node:http';
import type { ReplyHead } from './reply.js';

/** What an answer says before its body. */
export function replyHead(
  { method, url }: { readonly method: string; readonly url: URL },
  response: { statusCode?: number; statusMessage?: string; headers?: IncomingHttpHeaders } = {},
): ReplyHead {
  const { statusCode: status = 0, statusMessage: statusText = '', headers = {} } = response;
  return { method, url: url.href, status, statusText, headers: flatten(headers) };
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
