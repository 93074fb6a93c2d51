/** Proxies by the scheme of the address that is called. */
export interface Proxies<Address = string> {
  /** For `http:` addresses. */
  readonly http?: Address;
  /** For `https:` addresses, which is what Webex has; the proxy forwards them by CONNECT and sees no content. */
  readonly https?: Address;
}

/**
 * How long a connection that is not in use is kept, in milliseconds, like that of Node's `fetch`; less where the service
 * announces less. A request that is written to a connection just as the service closes it is of unknown fate, and a
 * message is not sent again then: better to open a connection than to write to an old one.
 */
const idleTimeout = 4_000;

/** Makes the agents that hold a session's connections: kept alive, opened directly or through a proxy. */
export async function createAgents(proxies: Proxies<URL>, ca: string[] | undefined) {
  const options = { keepAlive: true, timeout: idleTimeout, ...(ca !== undefined && { ca }) };
  // Loaded with the first request: importing this package costs next to nothing, and most programs have no proxy.
  const [{ Agent: HttpAgent }, { Agent: HttpsAgent }] = await Promise.all([
    import('node:http'),
    import('node:https'),
  ]);
  const http = proxies.http
    ? new (await import('http-proxy-agent')).HttpProxyAgent(proxies.http, options)
    : new HttpAgent(options);
  const https = proxies.https
    ? new (await import('https-proxy-agent')).HttpsProxyAgent(proxies.https, options)
    : new HttpsAgent(options);
  return { http, https };
}
