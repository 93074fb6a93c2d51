import type { IncomingHttpHeaders } from 'node:http';
import got, { TimeoutError as GotTimeoutError, type Method, RequestError } from 'got';
import { createAgents, type Proxies } from './agents.js';
import { ConnectionError, TimeoutError } from './errors.js';
import type { Reply } from './reply.js';

/** How a session connects. */
export interface TransportOptions {
  readonly proxies: Proxies<URL>;
  readonly disableSslVerify: boolean;
}

/** One request, ready to go. */
interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds until the answer must be complete. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Makes one attempt: answers with whatever the service says, throws where it says nothing. */
export type Transport = (request: OutgoingRequest) => Promise<Reply>;

/** Makes the transport of one session, with connections of its own. */
export function createTransport(options: TransportOptions): Transport {
  let client: ReturnType<typeof createClient> | undefined;

  return async (request) => {
    const { method, url, timeout, signal } = request;
    client ??= createClient(options);
    try {
      const response = await (await client)(url, {
        method: method as Method,
        headers: { ...request.headers },
        timeout: { request: timeout },
        ...(request.body !== undefined && { body: request.body }),
        ...(signal !== undefined && { signal }),
      });
      return {
        method,
        url: url.href,
        status: response.statusCode,
        statusText: response.statusMessage ?? '',
        headers: flatten(response.headers),
        body: response.body,
      };
    } catch (error) {
      signal?.throwIfAborted();
      throw fault(request, error);
    }
  };
}

async function createClient({ proxies, disableSslVerify }: TransportOptions) {
  return got.extend({
    agent: await createAgents(proxies),
    https: { rejectUnauthorized: !disableSslVerify },
    responseType: 'text',
    // What a status means, what is sent again and what is followed is decided above, the token in mind.
    throwHttpErrors: false,
    retry: { limit: 0 },
    followRedirect: false,
  });
}

/**
 * Maps a fault of the client beneath. Its own errors hold the request's headers, the token among them, so only the fault
 * beneath them, which doesn't, becomes the cause.
 */
function fault({ method, url, timeout }: OutgoingRequest, error: unknown): unknown {
  const request = { method, url: url.href };
  if (error instanceof GotTimeoutError) return new TimeoutError(request, timeout);
  if (!(error instanceof RequestError)) return error;
  // Something in the request that Node refuses to send, such as a header with a line break.
  if (error.cause instanceof TypeError) return error.cause;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return new ConnectionError(request, error.message || 'The connection failed', error.code, { cause });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
