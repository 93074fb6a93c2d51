import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AccessTokenError } from '@wxt/core';

const loopback = ['127.0.0.1', 'localhost'];

/** Milliseconds that a client may take to send a request, and to take the response. */
const requestTimeout = 10_000;
const responseTimeout = 1_000;

interface Redirect {
  /** The redirect URI. */
  readonly target: URL;
  readonly state: string;
  readonly signal: AbortSignal;
  /** Called when redirects can arrive. If it fails, the whole fails. */
  readonly onListening: () => unknown;
}

/** Parses a redirect URI. Throws a TypeError if it isn't an address on loopback. */
export function parseRedirectUri(redirectUri: string): URL {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  if (url?.protocol === 'http:' && loopback.includes(url.hostname) && url.port !== '0') return url;
  throw new TypeError('"redirectUri" must be an address on this machine, such as http://127.0.0.1:8080/.');
}

/**
 * Listens on 127.0.0.1 until the redirect of the login with this state arrives, and resolves to its parameters. Any web
 * page can make the browser send requests here, so everything else is refused, and nothing that arrives can end the login.
 */
export async function receiveRedirect({
  target,
  state,
  signal,
  onListening,
}: Redirect): Promise<URLSearchParams> {
  signal.throwIfAborted();
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: 1_000,
  });
  const received = new Promise<URLSearchParams>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    server.on('error', (cause) => reject(cannotListen(target, cause)));
    server.on('listening', () => {
      Promise.resolve().then(onListening).catch(reject);
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const query = parseTarget(request, target);
      if (query === undefined) return respond(response, 404, 'There is nothing here.');
      if (query.get('state') !== state) {
        return respond(response, 400, 'This is not the login that the program started.');
      }
      // Whatever becomes of the response, the login has ended.
      response.on('close', () => resolve(query));
      setTimeout(() => resolve(query), responseTimeout).unref();
      respond(response, 200, 'You can close this page and go back to the program.');
    });
  });
  try {
    server.listen(Number(target.port || 80), '127.0.0.1');
    return await received;
  } finally {
    server.close();
    // Browsers open connections ahead and send nothing over them, which would keep the program running.
    server.closeAllConnections();
  }
}

/** Returns the parameters of a request to the redirect URI, or `undefined` for any other request. */
function parseTarget(
  { method, url = '', headers }: IncomingMessage,
  target: URL,
): URLSearchParams | undefined {
  // A page whose name was made to resolve to this machine still sends its own name.
  const hosts = loopback.map((name) => new URL(`http://${name}:${target.port || 80}`).host);
  if (method !== 'GET' || !hosts.includes(headers.host?.toLowerCase() ?? '')) return undefined;
  const [path, ...query] = url.split('?');
  return path === target.pathname ? new URLSearchParams(query.join('?')) : undefined;
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(`${text}\n`);
}

function cannotListen({ host }: URL, cause: NodeJS.ErrnoException): AccessTokenError {
  const reason =
    cause.code === 'EADDRINUSE'
      ? 'another program uses this port. End it, or register and pass another "redirectUri"'
      : cause.message;
  return new AccessTokenError(`Could not listen on ${host} for the redirect: ${reason}.`, { cause });
}
