import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../http/route.js';
import { forbidden } from '../http/service-error.js';

/**
 * Rejects requests from web pages of other origins, and requests under a host name that an attacker may have pointed
 * here (DNS rebinding). Programs send no `Origin`, which is fine.
 */
export function requireSameOrigin(allowedHosts: readonly string[]): MiddlewareHandler<Environment> {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return async (call, next) => {
    const { headers, method } = call.env.incoming;
    const host = headers.host ?? '';
    const name = hostName(host);
    if (name === undefined || !(isLocal(name) || allowed.has(name))) {
      throw forbidden(
        `The host "${host}" is not allowed here: use localhost, an IP address or a name given as allowedHosts.`,
      );
    }
    if (headers.origin !== undefined && !isOriginOf(headers.origin, host)) {
      throw forbidden(`Requests from web pages of another origin (${headers.origin}) are rejected.`);
    }
    const site = headers['sec-fetch-site'];
    // Following a link is fine, because a GET changes nothing.
    const isNavigation = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
    if ((site === 'cross-site' || site === 'same-site') && !isNavigation) {
      throw forbidden('Requests from web pages of another origin are rejected.');
    }
    await next();
  };
}

/** The name in a `Host` header, without the port and in lower case; undefined if the header is invalid. */
function hostName(host: string): string | undefined {
  const [, name] = /^(\[[\da-f:.]+\]|[^\s/?#@\\:[\]]+)(?::\d+)?$/i.exec(host) ?? [];
  return name?.toLowerCase().replace(/\.$/, '');
}

/** Hosts that are resolved without DNS. */
function isLocal(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** Compares ports too. The scheme may differ: a proxy in front may speak TLS. */
function isOriginOf(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.host === new URL(`${url.protocol}//${host}`).host;
}

/** Throws a TypeError if something isn't a host name that a request can have. */
export function checkHostNames(hosts: readonly string[]): void {
  for (const host of hosts) {
    if (typeof host === 'string' && /^[a-z\d._-]+$/i.test(host)) continue;
    throw new TypeError(
      `allowedHosts: ${JSON.stringify(host)} must be a host name, without scheme and port.`,
    );
  }
}
