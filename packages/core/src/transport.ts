import type { IncomingHttpHeaders } from 'node:http';
import type { Request as GotRequest, Method } from 'got';
import { createAgents, type Proxies } from './agents.js';
import { allowListeners } from './allow-listeners.js';
import { collectBody } from './collect-body.js';
import { ConnectionError, MalformedResponseError, TimeoutError } from './errors.js';
import type { Reply } from './reply.js';

type Got = typeof import('got');

/** How a session connects. */
export interface TransportOptions {
  readonly proxies: Proxies<URL>;
  readonly ca: string | readonly string[] | undefined;
  readonly disableSslVerify: boolean;
  /** The most bytes of an answer, decompressed. */
  readonly maxResponseSize: number;
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
  let loaded: ReturnType<typeof createClient> | undefined;

  return async (request) => {
    loaded ??= createClient(options);
    const client = await loaded;
    request.signal?.throwIfAborted();
    const stream = client.open(request);
    try {
      const body = await collectBody(stream, options.maxResponseSize);
      const { statusCode: status = 0, statusMessage: statusText = '', headers = {} } = stream.response ?? {};
      const { method, url } = request;
      const reply = { method, url: url.href, status, statusText, headers: flatten(headers), body: '' };
      if (body !== undefined) return { ...reply, body: body.toString() };
      throw new MalformedResponseError(
        reply,
        `The answer is larger than ${options.maxResponseSize} bytes (option maxResponseSize) and was not read`,
      );
    } catch (error) {
      request.signal?.throwIfAborted();
      throw client.fault(request, error);
    } finally {
      // Lets go of timers and of the signal; a connection whose answer is complete is kept.
      stream.destroy();
    }
  };
}

async function createClient({ proxies, ca, disableSslVerify }: TransportOptions) {
  const [loaded, agent] = await Promise.all([import('got'), createAgents(proxies, ca)]);
  const { default: got, Options } = loaded;
  const neverAborted = new AbortController().signal;
  allowListeners(neverAborted);
  const options = new Options({
    agent,
    https: {
      rejectUnauthorized: !disableSslVerify,
      ...(ca !== undefined && { certificateAuthority: [ca].flat() }),
    },
    isStream: true,
    // What a status means, what is sent again and what is followed is decided above, the token in mind.
    throwHttpErrors: false,
    retry: { limit: 0 },
    followRedirect: false,
  });
  return { open, fault: (request: OutgoingRequest, error: unknown) => fault(loaded, request, error) };

  /** got takes its copy of the options as it is called, so that one object serves all requests without being merged. */
  function open({ method, url, headers, body, timeout, signal }: OutgoingRequest) {
    options.method = method as Method;
    options.url = url;
    options.headers = { ...headers };
    options.timeout = { request: timeout };
    options.signal = signal ?? neverAborted;
    options.body = body;
    // A stream, as the options say.
    const stream = got(undefined, undefined, options) as GotRequest;
    options.body = undefined;
    // got leaves it to us to say that there is no body.
    if (body === undefined && method !== 'GET') stream.end();
    return stream;
  }
}

/**
 * Maps a fault of the client beneath. Its own errors hold the request's headers, the token among them, so only the fault
 * beneath them, which doesn't, becomes the cause.
 */
function fault(got: Got, { method, url, timeout }: OutgoingRequest, error: unknown): unknown {
  const request = { method, url: url.href };
  if (error instanceof got.TimeoutError) return new TimeoutError(request, timeout);
  if (!(error instanceof got.RequestError)) return error;
  // Something in the request that Node refuses to send, such as a header with a line break.
  if (error.cause instanceof TypeError) return error.cause;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return new ConnectionError(request, error.message || 'The connection failed', error.code, { cause });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
