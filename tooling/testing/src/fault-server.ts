import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The exact bytes of a response, and what happens to the connection afterwards. */
export interface WireAnswer {
  /** Whether to answer once the request line has arrived, without waiting for the rest. Default: false. */
  readonly early?: boolean | undefined;
  /** Sent as it is: a status line, headers and a body, or whatever a broken server sends. */
  readonly bytes?: string | Uint8Array | undefined;
  /** Keeps the connection open, closes it, resets it, or sends nothing while the client waits. Default: `keep`. */
  readonly after?: 'keep' | 'close' | 'reset' | 'stall' | undefined;
}

/** The method and target of a request. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
}

/** A server that sends exactly the bytes of its script, HTTP or not. */
export interface FaultServer {
  /** The base URL of the API on it. */
  readonly url: string;
  readonly requests: readonly WireRequest[];
}

/** Returns the response to a request; `index` counts from 0. */
export type WireScript = (request: WireRequest, index: number) => WireAnswer;

/** Starts a server on loopback that stops with the test; `stalled` is called when it leaves a client waiting. */
export async function startFaultServer(script: WireScript, stalled?: () => void): Promise<FaultServer> {
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client may disconnect at any time.
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

/** Returns true if the headers and the whole body have arrived; clients send one request at a time. */
function isComplete(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const headers = received.slice(0, end);
  const body = received.slice(end + 4);
  if (/\r\ntransfer-encoding: *chunked/i.test(headers)) return body.endsWith('0\r\n\r\n');
  return body.length >= Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
}
