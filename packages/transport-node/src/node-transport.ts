import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Transport, TransportExchange, TransportRequest, TransportResponse } from '@wxt/core';
import {
  type Agents,
  acceptEncoding,
  type ConnectionOptions,
  createAgents,
  joinHeaders,
  NodeBody,
  resolveConnection,
  switchedProtocols,
  toTransportError,
} from '@wxt/core/node';

/**
 * Creates a transport over `node:http` and `node:https`. Sessions that share it share its connections.
 *
 * ```ts
 * import { Session } from '@wxt/core';
 * import { nodeTransport } from '@wxt/transport-node';
 *
 * const session = new Session({ transport: nodeTransport({ proxies: 'environment' }) });
 * ```
 */
export function nodeTransport(options: ConnectionOptions = {}): Transport {
  const agents = createAgents(resolveConnection(options, process.env));
  return {
    name: 'node',
    start: (request) => new NodeExchange(request, agents),
    close: async () => agents.close(),
  };
}

/** One request under way. */
class NodeExchange implements TransportExchange {
  readonly response: Promise<TransportResponse>;
  readonly #request: TransportRequest;
  #resolve!: (response: TransportResponse) => void;
  #reject!: (reason: unknown) => void;
  #outgoing: ClientRequest | undefined;
  /** Why it was ended from here. */
  #reason: Error | undefined;

  constructor(request: TransportRequest, agents: Agents) {
    this.#request = request;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    request.signal?.addEventListener('abort', this);
    try {
      this.#begin(agents);
    } catch (error) {
      // Such as a header with a line break, which Node refuses to send.
      this.abort(error instanceof Error ? error : new Error(String(error)));
    }
  }

  abort(reason: Error): void {
    this.#reason ??= reason;
    // First: Node doesn't end a request whose connection is still being opened.
    this.#reject(reason);
    this.#release();
    this.#outgoing?.destroy(reason);
  }

  /** Of the caller's signal. */
  handleEvent(): void {
    this.abort(this.#request.signal?.reason);
  }

  #begin(agents: Agents): void {
    const { url, body } = this.#request;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(toRequestOptions(this.#request, agents));
    this.#outgoing = outgoing;
    outgoing.on('error', (error) => this.#reject(this.#toError(error, false)));
    outgoing.once('close', () => this.#release());
    outgoing.once('response', (incoming) => this.#respond(incoming, agents));
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy();
      this.abort(switchedProtocols());
    });
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body);
    else void this.#write(outgoing, body);
  }

  #respond(incoming: IncomingMessage, agents: Agents): void {
    const { url, method } = this.#request;
    const refusal = agents.proxyRefusal(url, incoming.statusCode);
    if (refusal !== undefined) {
      this.abort(refusal);
      return;
    }
    this.#resolve({
      status: incoming.statusCode ?? 0,
      statusText: incoming.statusMessage ?? '',
      headers: joinHeaders(incoming.headers),
      body: new NodeBody(
        incoming,
        { method, status: incoming.statusCode, encoding: incoming.headers['content-encoding'] },
        (error) => this.#toError(error, true),
      ),
    });
  }

  /** Writes a stream with back pressure. Leaving the loop closes the stream. */
  async #write(outgoing: ClientRequest, body: AsyncIterable<Uint8Array>): Promise<void> {
    let sent = 0;
    try {
      for await (const chunk of body) {
        if (outgoing.destroyed) return;
        const isBelowMark = outgoing.write(chunk, (error) => {
          if (error) return;
          sent += chunk.byteLength;
          this.#request.onSent?.(sent);
        });
        if (!isBelowMark) await drainOrClose(outgoing);
      }
      outgoing.end();
    } catch (error) {
      this.abort(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #toError(error: unknown, hasAnswered: boolean): unknown {
    return this.#reason ?? toTransportError(error, hasAnswered);
  }

  #release(): void {
    this.#request.signal?.removeEventListener('abort', this);
  }
}

/** Not the URL itself: Node would take it apart by a slower way. */
function toRequestOptions({ method, url, headers, body }: TransportRequest, agents: Agents): RequestOptions {
  const { hostname, port, pathname, search } = url;
  return {
    method,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: port === '' ? undefined : port,
    path: pathname + search,
    headers: { 'accept-encoding': acceptEncoding, ...framing(method, body, headers), ...headers },
    agent: agents.agentFor(url),
  };
}

/** Node frames the bodies of the usual methods by itself, and would send that of a DELETE without a length. */
function framing(
  method: string,
  body: TransportRequest['body'],
  headers: TransportRequest['headers'],
): Record<string, string> {
  if (method !== 'DELETE' || body === undefined || headers['content-length'] !== undefined) return {};
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return { 'transfer-encoding': 'chunked' };
  return { 'content-length': String(Buffer.byteLength(body)) };
}

function drainOrClose(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}
