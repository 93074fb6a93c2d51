import type { Proxies } from './http/node/agents.js';
import { proxyFromEnvironment } from './http/node/proxy-from-environment.js';
import type { SessionOptions } from './session-options.js';

/** A session's options, checked and complete. */
export type Settings = ReturnType<typeof resolveSettings>;

/** Checks a session's options and completes them. Throws a TypeError that names the option that is wrong. */
export function resolveSettings(options: SessionOptions, environment: NodeJS.ProcessEnv) {
  checkLimits(options);
  const { maxConcurrency } = options;
  if (maxConcurrency !== undefined && !(Number.isSafeInteger(maxConcurrency) && maxConcurrency > 0)) {
    throw new TypeError('Option "maxConcurrency" takes a whole number from 1.');
  }
  const baseUrl = parseBaseUrl(options.baseUrl ?? 'https://webexapis.com/v1/');
  return {
    baseUrl,
    timeout: options.timeout ?? 60_000,
    totalTimeout: options.totalTimeout,
    waitOnRateLimit: options.waitOnRateLimit ?? true,
    maxRetries: options.maxRetries ?? 3,
    maxWait: options.maxWait ?? 900_000,
    maxConcurrency,
    proxies: parseProxies(options.proxies ?? {}, baseUrl, environment),
    ca: options.ca,
    disableSslVerify: options.disableSslVerify ?? false,
    maxResponseSize: options.maxResponseSize ?? 100 * 2 ** 20,
    beGeoId: options.beGeoId ?? environment.BE_GEO_ID,
    caller: options.caller ?? environment.WEBEX_SDK_CALLER,
    logger: options.logger,
    hooks: options.hooks,
  };
}

function parseBaseUrl(text: string): URL {
  const url = parseUrl('baseUrl', text);
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('Option "baseUrl" takes an address without credentials, query and fragment.');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function parseProxies(
  proxies: Proxies | 'environment',
  baseUrl: URL,
  environment: NodeJS.ProcessEnv,
): Proxies<URL> {
  if (proxies === 'environment') {
    const proxy = proxyFromEnvironment(baseUrl, environment);
    if (proxy === undefined) return {};
    return { [baseUrl.protocol.slice(0, -1)]: parseUrl('proxies', proxy) };
  }
  const { http, https } = proxies;
  return {
    http: http === undefined ? undefined : parseUrl('proxies.http', http),
    https: https === undefined ? undefined : parseUrl('proxies.https', https),
  };
}

/** The message doesn't repeat the address: a proxy's may hold a password. */
function parseUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new TypeError(`Option "${option}" takes an address that begins with http:// or https://.`);
}

/** Throws a TypeError for a limit that is none, be it the session's or a request's. */
export function checkLimits(limits: {
  readonly timeout?: number;
  readonly totalTimeout?: number;
  readonly maxRetries?: number;
  readonly maxWait?: number;
  readonly maxResponseSize?: number;
}): void {
  for (const option of ['timeout', 'totalTimeout'] as const) {
    const value = limits[option];
    // Timers take no more than 2^31 - 1.
    if (value !== undefined && !(typeof value === 'number' && value > 0 && value < 2 ** 31)) {
      throw new TypeError(`Option "${option}" takes a number of milliseconds above 0 and below 2^31.`);
    }
  }
  for (const option of ['maxRetries', 'maxWait', 'maxResponseSize'] as const) {
    const value = limits[option];
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new TypeError(`Option "${option}" takes a number from 0.`);
    }
  }
}
