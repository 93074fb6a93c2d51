import { Readable } from 'node:stream';
import type { Request as GotRequest, Method, NormalizedOptions, Options } from 'got';
import type { Connection } from './node/proxy.js';
import type { Transport, TransportExchange, TransportRequest, TransportResponse } from './transport.js';

type Node = typeof import('./node/index.js');

/** Sends requests with got. got, `node:http` and the agents are loaded with the first request. */
export class GotTransport implements Transport {
  readonly name = 'got';
  readonly #connection: Connection;
  #client: Promise<GotClient> | GotClient | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(request: TransportRequest): TransportExchange {
    this.#client ??= loadClient(this.#connection).then((client) => {
      this.#client = client;
      return client;
    });
    const exchange = new GotExchange(request);
    if (this.#client instanceof Promise) {
      this.#client.then(
        (client) => exchange.begin(client),
        (error: Error) => exchange.abort(error),
      );
    } else exchange.begin(this.#client);
    return exchange;
  }
}

interface GotClient {
  readonly node: Node;
  readonly agents: ReturnType<Node['createAgents']>;
  open(request: TransportRequest): GotRequest;
}

/** One request under way. */
class GotExchange implements TransportExchange {
  readonly response: Promise<TransportResponse>;
  readonly #request: TransportRequest;
  #resolve!: (response: TransportResponse) => void;
  #reject!: (reason: unknown) => void;
  #stream: GotRequest | undefined;
  /** Why this side ended it. */
  #reason: Error | undefined;

  constructor(request: TransportRequest) {
    this.#request = request;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    request.signal?.addEventListener('abort', this);
  }

  begin(client: GotClient): void {
    if (this.#reason !== undefined) return;
    const { url, method, onSent } = this.#request;
    let stream: GotRequest;
    try {
      stream = client.open(this.#request);
    } catch (error) {
      this.abort(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#stream = stream;
    const toError = (error: unknown, hasAnswered: boolean) =>
      this.#reason ?? toTransportError(client.node, error, hasAnswered);
    stream.on('error', (error) => this.#reject(toError(error, false)));
    stream.once('close', () => this.#request.signal?.removeEventListener('abort', this));
    stream.once('request', (request) => {
      // No protocol upgrade was requested, and got would wait for its end.
      request.once('upgrade', (_response: unknown, socket: { destroy(): void }) => {
        socket.destroy();
        this.abort(client.node.switchedProtocols());
      });
    });
    if (onSent !== undefined) stream.on('uploadProgress', ({ transferred }) => onSent(transferred));
    stream.once('response', (response) => {
      const refusal = client.agents.proxyRefusal(url, response.statusCode);
      if (refusal !== undefined) {
        this.abort(refusal);
        return;
      }
      this.#resolve({
        status: response.statusCode ?? 0,
        statusText: response.statusMessage ?? '',
        headers: client.node.joinHeaders(response.headers),
        body: new client.node.NodeBody(
          stream,
          { method, status: response.statusCode, encoding: response.headers['content-encoding'] },
          (error) => toError(error, true),
        ),
      });
    });
  }

  abort(reason: Error): void {
    this.#reason ??= reason;
    this.#reject(reason);
    this.#request.signal?.removeEventListener('abort', this);
    this.#stream?.destroy(reason);
  }

  /** Stops listening to the caller's signal. */
  handleEvent(): void {
    this.abort(this.#request.signal?.reason);
  }
}

async function loadClient(connection: Connection): Promise<GotClient> {
  const [{ default: got, Options }, node] = await Promise.all([import('got'), import('./node/index.js')]);
  const agents = node.createAgents(connection);
  const { ca, rejectUnauthorized } = connection;
  const slim = createSlimHook((url) => agents.agentFor(url));
  const options: Options = new Options({
    https: { rejectUnauthorized, ...(ca !== undefined && { certificateAuthority: ca }) },
    hooks: { beforeRequest: [slim] },
    isStream: true,
    decompress: false,
    // The session decides what a status means, what is sent again and what is followed.
    throwHttpErrors: false,
    retry: { limit: 0 },
    followRedirect: false,
  });
  return { node, agents, open };

  /** got copies the options as it is called, so one object serves all requests without being merged. */
  function open({ method, url, headers, body }: TransportRequest): GotRequest {
    options.method = method as Method;
    options.url = url;
    options.headers = { 'accept-encoding': node.acceptEncoding, ...headers };
    options.body = toGotBody(body);
    // The options make got return a stream.
    const stream = got(undefined, undefined, options) as GotRequest;
    options.body = undefined;
    // Except for GET, got waits for a body until its stream is ended.
    if (body === undefined && method !== 'GET') stream.end();
    return stream;
  }
}

function toGotBody(body: TransportRequest['body']): string | Buffer | Readable | undefined {
  if (body === undefined || typeof body === 'string' || body instanceof Readable) return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Readable.from(body, { objectMode: false, highWaterMark: 2 ** 18 });
}

/**
 * Hands Node the options it needs. got would hand it some thirty, most of them undefined, and the object it makes of
 * them costs V8 as many hidden classes each time: much of what a call costs, and most of the memory of a long list.
 */
function createSlimHook(agentFor: (url: URL) => NormalizedOptions['agent']['http']) {
  return (options: NormalizedOptions): void => {
    const { method, headers, https, url } = options;
    const { rejectUnauthorized, certificateAuthority: ca } = https;
    const native = { method, headers, agent: agentFor(url as URL), rejectUnauthorized, ca };
    Object.assign(options, { createNativeRequestOptions: () => native });
  };
}

/**
 * got's own errors hold the request's headers, the token among them, so only the error beneath them is looked at. A
 * TypeError stands for something that Node refuses to send, such as a header with a line break.
 */
function toTransportError(node: Node, error: unknown, hasAnswered: boolean): unknown {
  const beneath = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return beneath instanceof TypeError ? beneath : node.toTransportError(beneath, hasAnswered);
}
