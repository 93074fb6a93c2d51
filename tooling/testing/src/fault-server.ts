import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What goes back over the wire, byte by byte, and what becomes of the connection. */
export interface WireAnswer {
  /** Whether to answer as soon as anything of the request has come, not waiting for the rest. Default: false. */
  readonly early?: boolean | undefined;
  /** Sent as it is: a status line, headers and a body, or whatever a broken server sends. */
  readonly bytes?: string | Uint8Array | undefined;
  /** What then: the next request, the end, a reset, or nothing at all for as long as the client waits. Default: `keep`. */
  readonly after?: 'keep' | 'close' | 'reset' | 'stall' | undefined;
}

/** A request as far as it is of interest here. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
}

/** A server that says nothing but what it is told to, HTTP or not. */
export interface FaultServer {
  /** The base URL of the API on it. */
  readonly url: string;
  readonly requests: readonly WireRequest[];
}

/** Answers a request by its number, from 0. */
export type WireScript = (request: WireRequest, index: number) => WireAnswer;

/** Starts a server on loopback that ends with the test; `stalled` is told when it leaves a client waiting. */
export async function startFaultServer(script: WireScript, stalled?: () => void): Promise<FaultServer> {
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client may go whenever it likes.
    socket.on('error', () => socket.destroy());
    let received = '';
    let answer: WireAnswer | undefined;
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const line = /^(\S+) (\S+) HTTP\/1\.1\r\n/.exec(received);
      if (line === null) return;
      if (answer === undefined) {
        const request = { method: line[1] ?? '', target: line[2] ?? '' };
        answer = script(request, requests.push(request) - 1);
      }
      if (!answer.early && !isComplete(received)) return;
      send(socket, answer);
      received = '';
      answer = undefined;
    });
  });

  function send(socket: Socket, { bytes = '', after = 'keep' }: WireAnswer): void {
    socket.write(bytes, () => {
      if (after === 'close') socket.end();
      if (after === 'reset') socket.resetAndDestroy();
      if (after === 'stall') stalled?.();
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`, requests };
}

/** Whether the headers are there and as much of a body as they announce; clients send one request at a time. */
function isComplete(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const headers = received.slice(0, end);
  const body = received.slice(end + 4);
  if (/\r\ntransfer-encoding: *chunked/i.test(headers)) return body.endsWith('0\r\n\r\n');
  return body.length >= Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
}
