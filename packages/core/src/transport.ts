import { Readable } from 'node:stream';
import type { Delays, Request as GotRequest, Method, PlainResponse } from 'got';
import { createAgents, type Proxies } from './agents.js';
import { allowListeners } from './allow-listeners.js';
import { collectBody } from './collect-body.js';
import { ConnectionError, MalformedResponseError, TimeoutError } from './errors.js';
import { guardBody } from './guard-body.js';
import type { OpenReply, Reply } from './reply.js';
import { replyHead } from './reply-head.js';
import type { TransferOptions } from './types.js';
import { withoutQuery } from './without-query.js';

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
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable | undefined;
  /** Milliseconds until the answer must be complete; where a file is moved, how long it may stand still. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** Makes attempts: answers with whatever the service says, throws where it says nothing. */
export interface Transport {
  send(request: OutgoingRequest): Promise<Reply>;
  /** Answers once the headers have come; the body holds the connection, and tells `onProgress` how far it has come. */
  open(request: OutgoingRequest & Pick<TransferOptions, 'onProgress'>): Promise<OpenReply>;
}

/** Makes the transport of one session, with connections of its own. */
export function createTransport(options: TransportOptions): Transport {
  let loaded: ReturnType<typeof createClient> | undefined;
  return { send, open };

  async function send(request: OutgoingRequest): Promise<Reply> {
    loaded ??= createClient(options);
    const client = await loaded;
    request.signal?.throwIfAborted();
    const { timeout } = request;
    const bounds =
      request.body instanceof Readable ? { ...steps(timeout), socket: timeout } : { request: timeout };
    const stream = client.open(request, bounds);
    try {
      const body = await collectBody(stream, options.maxResponseSize);
      const reply = { ...replyHead(request, stream.response), body: '' };
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
  }

  async function open({ onProgress, ...request }: Parameters<Transport['open']>[0]): Promise<OpenReply> {
    loaded ??= createClient(options);
    const client = await loaded;
    const { method, url, timeout, signal } = request;
    signal?.throwIfAborted();
    const source = client.open(request, steps(timeout));
    const shown = { ...request, url: withoutQuery(url) };
    const breakage = (error: unknown) => (signal?.aborted ? signal.reason : client.fault(shown, error));
    const response = await new Promise<PlainResponse>((resolve, reject) => {
      source.once('response', resolve).once('error', (error: unknown) => reject(breakage(error)));
    });
    const answer = replyHead(shown, response);
    const { 'content-length': length, 'content-encoding': encoding } = answer.headers;
    const isFile = method !== 'HEAD' && answer.status >= 200 && answer.status < 300;
    const body = guardBody(source, {
      size: method === 'HEAD' || length === undefined || encoding !== undefined ? undefined : Number(length),
      timeout,
      onProgress: isFile ? onProgress : undefined,
      breakage,
      cutOff: () => new ConnectionError(answer, 'The file broke off before its end'),
      standstill: () => new TimeoutError(answer, timeout, undefined, '', true),
    });
    return { ...answer, body };
  }
}

/** got takes the bounds that were there before, and no others. */
const unbounded = {
  lookup: undefined,
  connect: undefined,
  secureConnect: undefined,
  socket: undefined,
  response: undefined,
  request: undefined,
};

/** Bounds each step in place of all together: a large file takes its time. */
function steps(timeout: number) {
  return { lookup: timeout, connect: timeout, secureConnect: timeout, response: timeout };
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
  function open({ method, url, headers, body, signal }: OutgoingRequest, bounds: Delays) {
    options.method = method as Method;
    options.url = url;
    options.headers = { ...headers };
    options.timeout = { ...unbounded, ...bounds };
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
  if (error instanceof got.TimeoutError) {
    return new TimeoutError(request, timeout, undefined, '', error.event === 'socket');
  }
  if (!(error instanceof got.RequestError)) return error;
  // Something in the request that Node refuses to send, such as a header with a line break.
  if (error.cause instanceof TypeError) return error.cause;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return new ConnectionError(request, error.message || 'The connection failed', error.code, { cause });
}
