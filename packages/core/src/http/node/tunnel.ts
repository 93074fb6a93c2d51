import type { Socket } from 'node:net';
import { TransportError } from '../transport.js';
import { isCertificateError } from './failures.js';

/** The largest response head accepted from a proxy, in bytes. */
const maxHeadSize = 2 ** 14;

/** Milliseconds a proxy may take to answer. */
const proxyTimeout = 10_000;

/**
 * Asks a proxy for a connection to a host (CONNECT). Resolves to the socket once the proxy has answered with 2xx and
 * nothing else: what a proxy says is never taken for what the service says. Rejects with a TransportError otherwise,
 * `not-sent` always, as nothing of the request has left.
 */
export function openTunnel(socket: Socket, proxy: URL, host: string, port: number): Promise<Socket> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credentials = proxyCredentials(proxy);
  socket.write(
    `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${
      credentials === undefined ? '' : `Proxy-Authorization: ${credentials}\r\n`
    }\r\n`,
  );
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const timer = setTimeout(
      () => fail(`did not answer within ${proxyTimeout} ms`, 'PROXY_TIMEOUT'),
      proxyTimeout,
    );
    const onError = (error: NodeJS.ErrnoException) => fail(`can't be reached: ${error.message}`, error.code);
    const onClose = () => fail('closed the connection without an answer', 'PROXY_CLOSED');
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (end === -1) {
        if (received.length > maxHeadSize) fail('sent something other than HTTP', 'PROXY_MALFORMED');
        return;
      }
      const answer = judge(received.subarray(0, end).toString('latin1'), received.length > end + 4);
      if (answer !== undefined) {
        stop();
        socket.destroy();
        reject(answer);
        return;
      }
      stop();
      // The TLS socket reads from here on.
      socket.pause();
      resolve(socket);
    };
    socket.on('error', onError).on('close', onClose).on('data', onData);

    function stop(): void {
      clearTimeout(timer);
      socket.off('error', onError).off('close', onClose).off('data', onData);
      // A late error of an abandoned socket must not end the process.
      socket.on('error', () => undefined);
    }

    function fail(what: string, code: string | undefined): void {
      stop();
      socket.destroy();
      reject(proxyError(proxy, what, code));
    }
  });

  function judge(head: string, hasMore: boolean): TransportError | undefined {
    const [, status = '', reason = ''] =
      /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]{0,100}))?(?:\r\n|$)/.exec(head) ?? [];
    if (status === '') return proxyError(proxy, 'sent something other than HTTP', 'PROXY_MALFORMED');
    if (status === '407') return credentialsRefused(proxy);
    if (!status.startsWith('2')) {
      const shown = `${status} ${reason.replace(/[^\x20-\x7e]/g, '')}`.trim();
      return proxyError(proxy, `refused the connection: ${shown}`, 'PROXY_REFUSED');
    }
    // The client speaks first in TLS, so data received now is from the proxy itself.
    return hasMore
      ? proxyError(proxy, `answered ${status} with content in place of a connection`, 'PROXY_MALFORMED')
      : undefined;
  }
}

/** The value of `Proxy-Authorization` for an address with credentials. */
export function proxyCredentials(proxy: URL): string | undefined {
  if (proxy.username === '' && proxy.password === '') return undefined;
  const text = `${decode(proxy.username)}:${decode(proxy.password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function proxyError(proxy: URL, what: string, code: string | undefined): TransportError {
  const permanent = isCertificateError(code);
  return new TransportError(`The proxy ${proxy.origin} ${what}`, { delivery: 'not-sent', code, permanent });
}

/** The error for 407: the proxy asks for credentials, or refuses those it got. */
export function credentialsRefused(proxy: URL): TransportError {
  const message =
    proxy.username === ''
      ? `The proxy ${proxy.origin} asks for a user name and password (407): put them into its address`
      : `The proxy ${proxy.origin} refuses the user name and password of its address (407)`;
  return new TransportError(message, { delivery: 'not-sent', permanent: true, code: 'PROXY_AUTHENTICATION' });
}
