import { Readable } from 'node:stream';
import type { Request as GotRequest, Method, NormalizedOptions } from 'got';
import { ConnectionError, TimeoutError } from '../errors/errors.js';
import { startCountdown } from './countdown.js';
import { createAgents, type Proxies } from './node/agents.js';

type Got = typeof import('got');

/** How requests reach the service. */
export interface ConnectionOptions {
  readonly proxies: Proxies<URL>;
  readonly ca: string | readonly string[] | undefined;
  readonly disableSslVerify: boolean;
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

/** Loads got, and makes what sends requests with it over connections of its own. */
export async function createHttpClient({ proxies, ca, disableSslVerify }: ConnectionOptions) {
  const authorities = ca === undefined ? undefined : [ca].flat();
  const [loaded, agent] = await Promise.all([import('got'), createAgents(proxies, authorities)]);
  const { default: got, Options } = loaded;
  const options = new Options({
    agent,
    https: {
      rejectUnauthorized: !disableSslVerify,
      ...(authorities !== undefined && { certificateAuthority: authorities }),
    },
    hooks: { beforeRequest: [slim] },
    isStream: true,
    // What a status means, what is sent again and what is followed is decided above, the token in mind.
    throwHttpErrors: false,
    retry: { limit: 0 },
    followRedirect: false,
  });
  return { open, fault: (request: OutgoingRequest, error: unknown) => fault(loaded, request, error) };

  /**
   * Sends a request, and ends it where it is aborted or its time is over. To be closed in the end: a connection whose
   * answer is complete is kept. got takes its copy of the options as it is called, so that one object serves all requests
   * without being merged.
   */
  function open(request: OutgoingRequest, shown = request) {
    const { method, url, headers, body, timeout, signal } = request;
    options.method = method as Method;
    options.url = url;
    options.headers = { ...headers };
    options.body = body;
    // A stream, as the options say.
    const stream = got(undefined, undefined, options) as GotRequest;
    options.body = undefined;
    // got leaves it to us to say that there is no body.
    if (body === undefined && method !== 'GET') stream.end();

    const isUpload = body instanceof Readable;
    const countdown = startCountdown(timeout, () => {
      stream.destroy(new TimeoutError(summary(shown), timeout, undefined, '', isUpload));
    });
    if (isUpload) stream.on('uploadProgress', countdown.restart);
    const abort = () => stream.destroy(new Error('Aborted'));
    signal?.addEventListener('abort', abort);
    const close = () => {
      countdown.stop();
      signal?.removeEventListener('abort', abort);
      stream.destroy();
    };
    return { stream, countdown, close };
  }
}

/**
 * Hands Node the options that it needs. got would hand it some thirty, most of them undefined, and the object it makes of
 * them costs V8 as many hidden classes each time: much of what a call costs, and most of the memory a long list takes.
 */
function slim(options: NormalizedOptions): void {
  const { method, headers, agent, https, url } = options;
  const { rejectUnauthorized, certificateAuthority: ca } = https;
  const isSecure = url instanceof URL && url.protocol === 'https:';
  const native = { method, headers, agent: isSecure ? agent.https : agent.http, rejectUnauthorized, ca };
  Object.assign(options, { createNativeRequestOptions: () => native });
}

function summary({ method, url }: OutgoingRequest) {
  return { method, url: url.href };
}

/**
 * Maps a fault of the client beneath. Its own errors hold the request's headers, the token among them, so only the fault
 * beneath them, which doesn't, becomes the cause.
 */
function fault(got: Got, request: OutgoingRequest, error: unknown): unknown {
  if (!(error instanceof got.RequestError)) return error;
  // Ours, or something in the request that Node refuses to send, such as a header with a line break.
  if (error.cause instanceof TimeoutError || error.cause instanceof TypeError) return error.cause;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return new ConnectionError(summary(request), error.message || 'The connection failed', error.code, {
    cause,
  });
}
