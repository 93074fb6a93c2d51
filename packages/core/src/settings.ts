import type { Proxies } from './agents.js';
import type { SessionOptions } from './session-options.js';

/** A session's options, checked and complete. Throws a TypeError that names the option that is wrong. */
export function resolveSettings(options: SessionOptions, environment: NodeJS.ProcessEnv) {
  return {
    baseUrl: parseBaseUrl(options.baseUrl ?? 'https://webexapis.com/v1/'),
    timeout: positive('timeout', options.timeout ?? 60_000),
    waitOnRateLimit: options.waitOnRateLimit ?? true,
    maxRetries: notNegative('maxRetries', options.maxRetries ?? 3),
    maxWait: notNegative('maxWait', options.maxWait ?? 900_000),
    proxies: parseProxies(options.proxies ?? {}),
    ca: options.ca,
    disableSslVerify: options.disableSslVerify ?? false,
    maxResponseSize: notNegative('maxResponseSize', options.maxResponseSize ?? 100 * 2 ** 20),
    beGeoId: options.beGeoId ?? environment.BE_GEO_ID,
    caller: options.caller ?? environment.WEBEX_SDK_CALLER,
    logger: options.logger,
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

function parseProxies({ http, https }: Proxies): Proxies<URL> {
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

/** The bound of each attempt; timers take no more than 2^31 - 1. */
export function positive(option: string, value: number): number {
  if (typeof value === 'number' && value > 0 && value < 2 ** 31) return value;
  throw new TypeError(`Option "${option}" takes a number of milliseconds above 0 and below 2^31.`);
}

function notNegative(option: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TypeError(`Option "${option}" takes a number from 0.`);
}
