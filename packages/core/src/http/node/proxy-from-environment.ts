/**
 * The proxy that the environment names for an address, as curl and others read it: `HTTPS_PROXY` or `HTTP_PROXY` by the
 * address's scheme, else `ALL_PROXY`, unless `NO_PROXY` exempts it. A name in lower case comes before one in capitals.
 */
export function proxyFromEnvironment(url: URL, environment: NodeJS.ProcessEnv): string | undefined {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  if (isExempt(url, read('NO_PROXY') ?? '')) return undefined;
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  return proxy === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** Names of hosts, which cover those below them, perhaps with a port; `*` covers everything. */
function isExempt({ protocol, hostname, port }: URL, exemptions: string): boolean {
  const host = unbracketed(hostname);
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  return exemptions.split(/[\s,]+/).some((exemption) => {
    if (exemption === '' || exemption === '*') return exemption === '*';
    const [, name = '', onlyPort = usedPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(exemption) ?? [];
    const domain = unbracketed(name.toLowerCase()).replace(/^\*?\./, '');
    return onlyPort === usedPort && (host === domain || host.endsWith(`.${domain}`));
  });
}

function unbracketed(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
