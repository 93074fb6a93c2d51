import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

const loopback = new Set(['127.0.0.1', 'localhost']);

/**
 * Listens on 127.0.0.1 until the redirect of a login with this state arrives, and answers with its parameters. Whatever
 * else arrives is turned away. Throws a TypeError for an address that is not on loopback.
 */
export async function receiveRedirect(
  redirectUri: string,
  state: string,
  signal: AbortSignal,
  onListening: () => void,
): Promise<URLSearchParams> {
  const { protocol, hostname, port, pathname } = parse(redirectUri);
  if (protocol !== 'http:' || !loopback.has(hostname)) {
    throw new TypeError('"redirectUri" takes an address on this machine: http://127.0.0.1:8080/, say.');
  }
  signal.throwIfAborted();
  const server = createServer();
  try {
    server.listen(Number(port || 80), '127.0.0.1');
    await once(server, 'listening', { signal });
    const received = new Promise<URLSearchParams>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      server.on('request', ({ method, url = '' }, response) => {
        const target = new URL(url, redirectUri);
        if (method !== 'GET' || target.pathname !== pathname) return answer(response, 404, 'Nothing here.');
        if (target.searchParams.get('state') !== state) {
          return answer(response, 400, 'This is not the login that the program began.');
        }
        answer(response, 200, 'You can close this page and go back to the program.');
        resolve(target.searchParams);
      });
    });
    onListening();
    return await received;
  } finally {
    server.close();
    server.closeIdleConnections();
  }
}

/** What is no address is none on this machine. */
function parse(redirectUri: string): URL {
  return new URL(URL.canParse(redirectUri) ? redirectUri : 'none:');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}
