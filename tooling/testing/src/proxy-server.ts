import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that records its requests. */
export interface ProxyServer {
  /** Its URL, including credentials if it requires them. */
  readonly url: string;
  /** The first line of each request to it. */
  readonly requests: readonly string[];
}

/** Starts a forward proxy on loopback, for CONNECT and for plain requests, that stops with the test. */
export async function startProxyServer(credentials?: {
  user: string;
  password: string;
}): Promise<ProxyServer> {
  const requests: string[] = [];
  const { user, password } = credentials ?? {};
  const expected = credentials && `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const { 'proxy-authorization': given, ...headers } = incoming.headers;
    if (given !== expected) {
      outgoing.writeHead(407).end();
      return;
    }
    const onward = request(incoming.url ?? '', { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });

  server.on('connect', (incoming, socket) => {
    requests.push(`CONNECT ${incoming.url}`);
    if (incoming.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const onward = connect(Number(port), hostname.replace(/^\[|\]$/g, ''), () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${credentials ? `${user}:${password}@` : ''}127.0.0.1:${port}`, requests };
}
