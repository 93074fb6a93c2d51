/** Proxies by the scheme of the address that is called. */
export interface Proxies {
  /** For `http:` addresses. */
  readonly http?: string | undefined;
  /** For `https:` addresses, which is what Webex has: the proxy forwards bytes (CONNECT) and sees no content. */
  readonly https?: string | undefined;
}

/** Options that say how requests reach the service. */
export interface ConnectionOptions {
  /**
   * Proxies to go through, by the scheme of the address called; or `'environment'` to take them from `HTTPS_PROXY`,
   * `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, which are read now and never again. Default: none.
   */
  readonly proxies?: Proxies | 'environment' | undefined;
  /** Certificate authorities to trust in place of the well-known ones: one or several certificates in PEM. */
  readonly ca?: string | readonly string[] | undefined;
  /** Accepts any certificate, so that anyone on the way can read along: for test servers only. Default: false. */
  readonly disableSslVerify?: boolean | undefined;
}

/** How requests reach the service, checked and complete. */
export interface Connection {
  /** The proxy for an address; `undefined` for a direct connection. Throws a TypeError for one it can't use. */
  readonly proxyFor: (url: URL) => URL | undefined;
  /** The environment variable that names a proxy for an address, if no proxy was configured. */
  readonly unusedProxyVariable: (url: URL) => string | undefined;
  /** Passwords that must not be shown. */
  readonly proxies: readonly URL[];
  readonly ca: string[] | undefined;
  readonly rejectUnauthorized: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/** Checks the options of a connection. Throws a TypeError that names the option that is wrong. */
export function resolveConnection(options: ConnectionOptions, environment: Environment): Connection {
  const { proxies, disableSslVerify = false } = options;
  if (typeof disableSslVerify !== 'boolean')
    throw new TypeError('Option "disableSslVerify" takes true or false.');
  const common = { ca: checkCa(options.ca), rejectUnauthorized: !disableSslVerify };
  if (proxies !== undefined && proxies !== 'environment') {
    const { http, https } = checkProxies(proxies);
    const proxyFor = (url: URL) => (url.protocol === 'https:' ? https : http);
    const all = [http, https].filter((proxy) => proxy !== undefined);
    return { ...common, proxyFor, unusedProxyVariable: () => undefined, proxies: all };
  }
  const captured = captureEnvironment(environment);
  if (proxies === undefined) {
    const unusedProxyVariable = (url: URL) => readProxy(url, captured)?.variable;
    return { ...common, proxyFor: () => undefined, unusedProxyVariable, proxies: [] };
  }
  // Checked for each host: NO_PROXY may exempt one that a file is fetched from.
  const parsed = new Map<string, URL>();
  const proxyFor = (url: URL) => {
    const found = readProxy(url, captured);
    if (found === undefined) return undefined;
    const known = parsed.get(found.address) ?? parseProxy(found.variable, found.address);
    parsed.set(found.address, known);
    return known;
  };
  const all = proxyVariables.flatMap((name) => {
    const { address } =
      readProxy(new URL(`${name === 'HTTP_PROXY' ? 'http' : 'https'}://a.invalid`), captured) ?? {};
    return address !== undefined && URL.canParse(address) ? [new URL(address)] : [];
  });
  return { ...common, proxyFor, unusedProxyVariable: () => undefined, proxies: all };
}

/**
 * The proxy that the environment names for an address, as curl reads it: `HTTPS_PROXY` or `HTTP_PROXY` by the scheme of
 * the address, else `ALL_PROXY`, unless `NO_PROXY` exempts it. A lower-case name comes before one in capitals.
 */
export function readProxy(
  url: URL,
  environment: Environment,
): { variable: string; address: string } | undefined {
  const read = (name: string) =>
    [name.toLowerCase(), name]
      .map((variable) => ({ variable, address: environment[variable] ?? '' }))
      .find(({ address }) => address !== '');
  if (isExempt(url, read('NO_PROXY')?.address ?? '')) return undefined;
  const found = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (found === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(found.address)) return found;
  return { ...found, address: `http://${found.address}` };
}

/** Host names, which cover the names below them, each with an optional port; `*` covers everything. */
function isExempt({ protocol, hostname, port }: URL, exemptions: string): boolean {
  const host = unbracket(hostname);
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  return exemptions.split(/[\s,]+/).some((exemption) => {
    if (exemption === '' || exemption === '*') return exemption === '*';
    const [, name = '', onlyPort = usedPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(exemption) ?? [];
    const domain = unbracket(name.toLowerCase()).replace(/^\*?\./, '');
    return onlyPort === usedPort && (host === domain || host.endsWith(`.${domain}`));
  });
}

/** Removes the brackets of an IPv6 address. */
export function unbracket(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function captureEnvironment(environment: Environment): Environment {
  const names = proxyVariables.flatMap((name) => [name, name.toLowerCase()]);
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function checkProxies(proxies: unknown): { http: URL | undefined; https: URL | undefined } {
  if (typeof proxies !== 'object' || proxies === null) {
    throw new TypeError(
      `Option "proxies" takes an object such as { https: 'http://proxy.example.com:8080' }, or 'environment'.`,
    );
  }
  const unknown = Object.keys(proxies).find((name) => name !== 'http' && name !== 'https');
  if (unknown !== undefined)
    throw new TypeError(`Option "proxies" takes "http" and "https", not "${unknown}".`);
  const { http, https } = proxies as Proxies;
  return {
    http: http === undefined ? undefined : parseProxy('option "proxies.http"', http),
    https: https === undefined ? undefined : parseProxy('option "proxies.https"', https),
  };
}

/** The message doesn't repeat the address, which may hold a password. */
function parseProxy(source: string, address: unknown): URL {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new TypeError(`The proxy of ${source} must be an address that begins with http:// or https://.`);
}

function checkCa(ca: unknown): string[] | undefined {
  if (ca === undefined) return undefined;
  const all: unknown[] = [ca].flat();
  const isPem = (one: unknown) =>
    typeof one === 'string' &&
    /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\w+/=]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/.test(
      one,
    );
  if (all.length > 0 && all.every(isPem)) return all as string[];
  throw new TypeError(
    `Option "ca" takes certificates in PEM ("-----BEGIN CERTIFICATE-----…"), not a path: pass readFileSync(path, 'utf8').`,
  );
}
