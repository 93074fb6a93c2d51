import { type AgentOptions, type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions as TlsOptions } from 'node:tls';
import type { TransportError } from '../transport.js';
import { watchUntilReady } from './failures.js';
import { type Connection, unbracket } from './proxy.js';
import { credentialsRefused, openTunnel, proxyCredentials } from './tunnel.js';

/**
 * Milliseconds an idle connection is kept, like that of Node's `fetch`; less if the service announces less. A request
 * that is written to a connection just as the service closes it may or may not have arrived, and a message is not sent
 * again then: opening a connection is safer than writing to an old one.
 */
const idleTimeout = 4_000;

/** The agents of a session, which hold its connections. */
export interface Agents {
  /** The agent for an address: direct or through a proxy. Throws a TypeError for a proxy that can't be used. */
  agentFor(url: URL): HttpAgent;
  /** The error for a status that only the proxy of a plain `http:` address can have sent. */
  proxyRefusal(url: URL, status: number | undefined): TransportError | undefined;
  close(): void;
}

type Callback = (error: Error | null, socket: Duplex) => void;
/** What an agent passes to `createConnection`: the request's options over its own. */
type SocketOptions = Parameters<HttpsAgent['createConnection']>[0];

/** Creates the agents of one session: connections are kept alive, opened directly or through a proxy. */
export function createAgents(connection: Connection): Agents {
  const { ca, rejectUnauthorized } = connection;
  const options = { keepAlive: true, timeout: idleTimeout };
  const tls = { rejectUnauthorized, ...(ca !== undefined && { ca }) };
  const agents = new Map<string, HttpAgent>();

  return {
    agentFor(url) {
      const proxy = connection.proxyFor(url);
      const key = `${url.protocol} ${proxy?.href ?? ''}`;
      const existing = agents.get(key);
      if (existing !== undefined) return existing;
      const agent = create(url.protocol === 'https:', proxy);
      agents.set(key, agent);
      return agent;
    },
    proxyRefusal(url, status) {
      const proxy = status === 407 && url.protocol === 'http:' ? connection.proxyFor(url) : undefined;
      return proxy && credentialsRefused(proxy);
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };

  function create(isSecure: boolean, proxy: URL | undefined): HttpAgent {
    if (isSecure) {
      return proxy ? new TunnelAgent(proxy, { ...options, ...tls }) : new SecureAgent({ ...options, ...tls });
    }
    return proxy ? new ForwardAgent(proxy, { ...options }, tls) : new PlainAgent(options);
  }
}

class PlainAgent extends HttpAgent {
  override createConnection(options: SocketOptions, callback?: Callback): Duplex | null | undefined {
    const socket = super.createConnection(options, callback);
    return socket && watchUntilReady(socket as Socket, 'connect');
  }
}

class SecureAgent extends HttpsAgent {
  override createConnection(options: SocketOptions, callback?: Callback): Duplex | null | undefined {
    const socket = super.createConnection(options, callback);
    return socket && watchUntilReady(socket as Socket, 'secureConnect');
  }
}

/** Reaches `https:` addresses through a proxy by CONNECT, then speaks TLS with the service, whose certificate it checks. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #tls: TlsOptions;

  constructor(proxy: URL, options: AgentOptions & TlsOptions) {
    super(options);
    this.#proxy = proxy;
    const { ca, rejectUnauthorized } = options;
    this.#tls = { rejectUnauthorized, ...(ca !== undefined && { ca }) };
  }

  override createConnection(options: SocketOptions, callback: Callback): undefined {
    const host = unbracket(options.host ?? 'localhost');
    const port = Number(options.port ?? 443);
    openTunnel(connectToProxy(this.#proxy, this.#tls), this.#proxy, host, port).then(
      (socket) => {
        const name = isIP(host) ? {} : { servername: host };
        const secure = connectTls({ ...this.#tls, ...name, host, socket });
        // A TLS socket over another socket doesn't pass these on to it.
        const { ref, unref } = secure;
        secure.ref = () => {
          socket.ref();
          return ref.call(secure);
        };
        secure.unref = () => {
          socket.unref();
          return unref.call(secure);
        };
        callback(null, watchUntilReady(secure, 'secureConnect'));
      },
      // A request that gets no socket gets the error.
      (error: Error) => callback(error, undefined as never),
    );
  }
}

/** Reaches `http:` addresses through a proxy, which gets the whole address in the request line. */
class ForwardAgent extends HttpAgent {
  readonly #proxy: URL;
  readonly #tls: TlsOptions;

  constructor(proxy: URL, options: AgentOptions, tls: TlsOptions) {
    super(options);
    this.#proxy = proxy;
    this.#tls = tls;
  }

  /** Called by `node:http` before the head of the request is written. */
  addRequest(request: ClientRequest, options: SocketOptions): void {
    const host = options.host ?? 'localhost';
    const authority = `${host.includes(':') ? `[${unbracket(host)}]` : host}:${options.port ?? 80}`;
    request.path = new URL(request.path, `http://${authority}`).href;
    const credentials = proxyCredentials(this.#proxy);
    if (credentials !== undefined) request.setHeader('proxy-authorization', credentials);
    const add: (request: ClientRequest, options: SocketOptions) => void = Reflect.get(
      HttpAgent.prototype,
      'addRequest',
    );
    add.call(this, request, options);
  }

  override createConnection(): Duplex {
    return connectToProxy(this.#proxy, this.#tls);
  }
}

function connectToProxy(proxy: URL, tls: TlsOptions): Socket {
  const host = unbracket(proxy.hostname);
  if (proxy.protocol === 'http:') {
    return watchUntilReady(connectTcp({ host, port: Number(proxy.port || 80) }), 'connect');
  }
  const name = isIP(host) ? {} : { servername: host };
  const socket = connectTls({ ...tls, ...name, host, port: Number(proxy.port || 443) });
  return watchUntilReady(socket, 'secureConnect');
}
