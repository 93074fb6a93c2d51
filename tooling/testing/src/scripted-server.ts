import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { onTestFinished } from 'vitest';

/** A request as received over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The raw body. */
  readonly bytes: Buffer;
}

/** A response; `{}` means status 200 with the body `{}`. */
export interface Answer {
  readonly status?: number | undefined;
  readonly statusText?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, in place of `json`; if an iterable throws, the connection breaks. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** Resets the connection instead of answering. */
  readonly reset?: boolean | undefined;
  /** Delays the response until this settles. */
  readonly after?: Promise<unknown> | undefined;
}

/** A server that sends scripted responses and records the requests. */
export interface ScriptedServer {
  /** The base URL of the API on it. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How many connections have been opened to it. */
  readonly connections: number;
}

/** Responses in order (any further request gets a 599), or a function of the request and its index. */
export type Script =
  | readonly Answer[]
  | ((request: ReceivedRequest, index: number) => Answer | Promise<Answer>);

/** A server's key and certificate, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** Starts a server on loopback that stops with the current test; with an identity, it uses TLS. */
export async function startScriptedServer(
  script: Script,
  identity?: Identity,
  host = '127.0.0.1',
): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  let connections = 0;
  const answerTo =
    typeof script === 'function'
      ? script
      : (_request: ReceivedRequest, index: number) =>
          script[index] ?? { status: 599, body: 'the script is over' };

  const listener = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url: target = '', headers } = incoming;
    const bytes = await buffer(incoming).catch(() => undefined);
    // Aborted by the client: nothing to record or answer.
    if (bytes === undefined) return;
    const request = { method, target, headers, body: bytes.toString(), bytes };
    requests.push(request);
    await respond(await answerTo(request, requests.length - 1), outgoing);
  };
  const server = identity ? createSecureServer(identity, listener) : createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });

  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/v1/`,
    requests,
    get connections() {
      return connections;
    },
  };
}

async function respond(answer: Answer, outgoing: ServerResponse): Promise<void> {
  await answer.after;
  if (answer.reset) {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  const { status = 200, statusText, headers, json = {}, body } = answer;
  const bodiless = status === 204 || status === 304;
  const defaults: Record<string, string> =
    body === undefined && !bodiless ? { 'content-type': 'application/json' } : {};
  outgoing.writeHead(status, statusText, { ...defaults, ...headers });
  if (typeof body === 'object' && Symbol.asyncIterator in body) {
    // The script or the client may end it early; that is not an error of the server.
    await pipeline(body, outgoing).catch(() => undefined);
    return;
  }
  outgoing.end(bodiless ? undefined : (body ?? JSON.stringify(json)));
}
