import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Proxies by the scheme of the address that is called. */
export interface Proxies<Address = string> {
  /** For `http:` addresses. */
  readonly http?: Address;
  /** For `https:` addresses, which is what Webex has; the proxy forwards them by CONNECT and sees no content. */
  readonly https?: Address;
}

/** Makes the agents that hold a session's connections: kept alive, opened directly or through a proxy. */
export async function createAgents(proxies: Proxies<URL>) {
  const keepAlive = { keepAlive: true };
  // The proxy agents are loaded only where there is a proxy: most programs have none.
  const http = proxies.http
    ? new (await import('http-proxy-agent')).HttpProxyAgent(proxies.http, keepAlive)
    : new HttpAgent(keepAlive);
  const https = proxies.https
    ? new (await import('https-proxy-agent')).HttpsProxyAgent(proxies.https, keepAlive)
    : new HttpsAgent(keepAlive);
  return { http, https };
}
