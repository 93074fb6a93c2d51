import { version } from '../package.json';
import type { Hooks } from './events.js';
import { createDefaultTransport } from './http/default-transport.js';
import { type Connection, type ConnectionOptions, resolveConnection } from './http/node/proxy.js';
import type { Transport } from './http/transport.js';
import { checkLimits } from './request/parameter-rules.js';
import type { AccessTokenSource } from './session-types.js';
import type { Logger } from './types.js';
import { nearestName } from './utils/nearest.js';
import { describePlatform } from './utils/platform.js';

/** How a session reaches the service. Everything is optional if the environment holds a token. */
export interface SessionOptions extends ConnectionOptions {
  /**
   * The access token, a function that returns one and is called before every attempt, or a source that can also renew one
   * that the service refuses. Default: the environment's `WEBEX_TEAMS_ACCESS_TOKEN`, else its `WEBEX_ACCESS_TOKEN`.
   */
  readonly accessToken?: AccessTokenSource | undefined;
  /** The API's address. Default: the environment's `WEBEX_BASE_URL`, else `https://webexapis.com/v1/`. */
  readonly baseUrl?: string | undefined;
  /**
   * Allows a `baseUrl` that begins with `http://` on another machine, which sends the token in the clear. Default: false;
   * loopback addresses are always allowed.
   */
  readonly allowInsecureHttp?: boolean | undefined;
  /** Milliseconds one attempt may take. Default: 60,000. */
  readonly timeout?: number | undefined;
  /**
   * Milliseconds one call may take, retries and waits included; for a list, each page. A longer wait is not started and
   * the call rejects at once; an attempt that takes longer is a TimeoutError. Default: no limit but `maxWait`.
   */
  readonly totalTimeout?: number | undefined;
  /** Whether to wait and try again after 429, or after 423 or 503 with `Retry-After`. Default: true. */
  readonly waitOnRateLimit?: boolean | undefined;
  /**
   * How many times a call is sent again after a failure (a broken connection, 502, 503, 504), with growing pauses. A
   * request that is not safe to repeat, such as posting a message, is only sent again if the service cannot have received
   * it. Default: 3.
   */
  readonly maxRetries?: number | undefined;
  /**
   * Milliseconds one call may spend waiting between attempts, all its waits added up; a longer wait is not started and the
   * call rejects at once. Default: 900,000 (15 minutes).
   */
  readonly maxWait?: number | undefined;
  /** How many requests may run at once; the others wait for their turn. Default: unlimited. */
  readonly maxConcurrency?: number | undefined;
  /**
   * Bytes a response may have, decompressed; the rest of a larger one isn't read, and it is a MalformedResponseError.
   * Default: 104,857,600 (100 MiB).
   */
  readonly maxResponseSize?: number | undefined;
  /** Sent in the User-Agent. Default: the environment's `BE_GEO_ID`. */
  readonly beGeoId?: string | undefined;
  /** Sent in the User-Agent: your program's name, for example. Default: the environment's `WEBEX_SDK_CALLER`. */
  readonly caller?: string | undefined;
  /** Gets a line for each attempt (`debug`) and each wait or retry (`warn`), never with a token in it. */
  readonly logger?: Logger | undefined;
  /** Called with each request, response, retry and wait, never with a token. */
  readonly hooks?: Hooks | undefined;
  /** Sends the requests, in place of got. Takes `proxies`, `ca` and `disableSslVerify` itself. */
  readonly transport?: Transport | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Every option, so that a misspelled one is found. */
const known: Readonly<Record<keyof SessionOptions, true>> = {
  accessToken: true,
  baseUrl: true,
  allowInsecureHttp: true,
  timeout: true,
  totalTimeout: true,
  waitOnRateLimit: true,
  maxRetries: true,
  maxWait: true,
  maxConcurrency: true,
  maxResponseSize: true,
  beGeoId: true,
  caller: true,
  logger: true,
  hooks: true,
  transport: true,
  proxies: true,
  ca: true,
  disableSslVerify: true,
};

/** A session's options, checked and complete. */
export type ResolvedOptions = ReturnType<typeof resolveOptions>;

/** Checks a session's options and completes them. Throws a TypeError that names the option that is wrong. */
export function resolveOptions(options: SessionOptions, environment: Environment) {
  checkNames(options);
  checkLimits(options);
  const { maxConcurrency, hooks, logger } = options;
  if (maxConcurrency !== undefined && !(Number.isSafeInteger(maxConcurrency) && maxConcurrency > 0)) {
    throw new TypeError('Option "maxConcurrency" takes a whole number from 1.');
  }
  const [source, address] = findBaseUrl(options.baseUrl, environment);
  const baseUrl = parseBaseUrl(source, address, options.allowInsecureHttp ?? false);
  const { transport, connection } = resolveTransport(options, environment);
  // A proxy of the environment that can't be used is an error now, not with the first request.
  connection?.proxyFor(baseUrl);
  return {
    baseUrl,
    transport,
    connection,
    timeout: options.timeout ?? 60_000,
    totalTimeout: options.totalTimeout,
    waitOnRateLimit: options.waitOnRateLimit ?? true,
    maxRetries: options.maxRetries ?? 3,
    maxWait: options.maxWait ?? 900_000,
    maxConcurrency,
    maxResponseSize: options.maxResponseSize ?? 100 * 2 ** 20,
    userAgent: userAgent(
      options.beGeoId ?? environment.BE_GEO_ID,
      options.caller ?? environment.WEBEX_SDK_CALLER,
    ),
    logger,
    hooks,
  };
}

function checkNames(options: unknown): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const example = typeof options === 'string' ? ' For an access token, pass { accessToken: token }.' : '';
    throw new TypeError(`Expected an object of options, got ${describe(options)}.${example}`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, Object.keys(known));
  throw new TypeError(
    `There is no option "${unknown}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
  );
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

function findBaseUrl(given: string | undefined, environment: Environment): [string, string] {
  if (given !== undefined) return ['Option "baseUrl"', given];
  const { WEBEX_BASE_URL: fromEnvironment } = environment;
  if (fromEnvironment) return ['The environment variable WEBEX_BASE_URL', fromEnvironment];
  return ['', 'https://webexapis.com/v1/'];
}

function parseBaseUrl(source: string, address: string, allowInsecureHttp: boolean): URL {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`${source} takes an address that begins with https:// or http://.`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError(`${source} takes an address without credentials, query and fragment.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowInsecureHttp) {
    throw new TypeError(
      `${source} begins with http:// and would send the access token unencrypted to ${url.host}. Use https://, or pass allowInsecureHttp: true.`,
    );
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** A transport of the caller's has its own connections. */
function resolveTransport(
  options: SessionOptions,
  environment: Environment,
): { readonly transport: Transport; readonly connection: Connection | undefined } {
  const { transport } = options;
  if (transport === undefined) {
    const connection = resolveConnection(options, environment);
    return { transport: createDefaultTransport(connection), connection };
  }
  for (const name of ['proxies', 'ca', 'disableSslVerify'] as const) {
    if (options[name] !== undefined) {
      throw new TypeError(`Option "${name}" belongs to the transport: pass it there, not to the session.`);
    }
  }
  if (typeof transport?.start !== 'function') {
    throw new TypeError('Option "transport" takes an object with a function "start".');
  }
  return { transport, connection: undefined };
}

/** Product and version, platform, and what the program says of itself. */
function userAgent(beGeoId: string | undefined, caller: string | undefined): string {
  const comments = describePlatform();
  if (beGeoId !== undefined) comments.push(`be_geo_id ${beGeoId}`);
  if (caller !== undefined) comments.push(`caller ${caller}`);
  const agent = `wxt/${version} (${comments.join('; ')})`;
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(agent)) {
    throw new TypeError(
      'Options "beGeoId" and "caller" take printable Latin-1 characters: they are sent in a header.',
    );
  }
  return agent;
}
