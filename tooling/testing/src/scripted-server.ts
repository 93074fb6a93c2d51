import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { onTestFinished } from 'vitest';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Buffer;
}

/** What the server answers with; an empty one is `200 {}`. */
export interface Answer {
  readonly status?: number | undefined;
  readonly statusText?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, in place of `json`; where it comes piece by piece and fails, the connection breaks. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** Breaks the connection in place of answering. */
  readonly reset?: boolean | undefined;
  /** The answer is held back until this settles. */
  readonly after?: Promise<unknown> | undefined;
}

/** A server that answers as told and keeps a log of what it was asked. */
export interface ScriptedServer {
  /** The base URL of the API on it. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How many connections have been opened to it. */
  readonly connections: number;
}

/** What comes next: answers in turn (a request beyond them gets a 599), or a function of the request and its number. */
export type Script =
  | readonly Answer[]
  | ((request: ReceivedRequest, index: number) => Answer | Promise<Answer>);

/** A server's key and certificate, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** Starts a server on loopback that ends with the test that started it; with an identity, it speaks TLS. */
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
    // Broken off by the client: nothing to keep, and nobody to answer.
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
    // Whether it gets to its end is the script's affair and the client's.
    await pipeline(body, outgoing).catch(() => undefined);
    return;
  }
  outgoing.end(bodiless ? undefined : (body ?? JSON.stringify(json)));
}
