import { apiError } from '../errors/api-error.js';
import type { OpenReply, ReplyHead } from '../http/reply.js';

const mostRedirects = 5;

/** Whether an answer sends on to another address. */
export function isRedirect({ status, headers }: ReplyHead): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}

/**
 * Fetches from one address after the other until an answer is no redirect. One that leads from https to http, or comes
 * too often, is an error.
 */
export async function followRedirects(
  first: URL,
  fetch: (url: URL) => Promise<OpenReply>,
): Promise<OpenReply> {
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const reply = await fetch(url);
    if (!isRedirect(reply)) return reply;
    reply.body.destroy();
    const next = target(reply.headers.location ?? '', url);
    if (next === undefined || redirects === mostRedirects) throw apiError({ ...reply, body: '' });
    url = next;
  }
}

function target(location: string, from: URL): URL | undefined {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const protocols = from.protocol === 'https:' ? ['https:'] : ['http:', 'https:'];
  return url && protocols.includes(url.protocol) ? url : undefined;
}
