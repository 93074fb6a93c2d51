import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as received over the wire. */
export interface RecordedRequest {
  readonly method: string;
  /** Below the base URL, undecoded: `/rooms/id-roomId`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed body; `undefined` if there was none. */
  readonly body: unknown;
}

/** A server on loopback that records its requests. */
export interface RecordingServer {
  /** The base URL of the API on it. */
  readonly url: string;
  /** Returns the requests since the last call. */
  readonly takeRequests: () => RecordedRequest[];
  readonly close: () => Promise<void>;
}

/** A success; without a body, only the status is sent. */
export interface RecordedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Starts a server that records each request and responds with the function's result as JSON. */
export async function startRecordingServer(
  answerTo: (request: RecordedRequest) => RecordedAnswer,
): Promise<RecordingServer> {
  let requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://127.0.0.1');
    const request = {
      method: incoming.method ?? '',
      path: pathname.replace(/^\/v1/, ''),
      query: searchParams,
      body: parseBody(await text(incoming), incoming.headers['content-type']),
    };
    requests.push(request);
    const { status, body } = answerTo(request);
    if (body === undefined) outgoing.writeHead(status).end();
    else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/v1/`,
    takeRequests: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function parseBody(body: string, type = ''): unknown {
  if (body === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  return JSON.parse(body);
}
