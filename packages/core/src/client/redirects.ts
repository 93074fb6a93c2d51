/** Redirects that are followed for one file. */
export const maxRedirects = 5;

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whether a response redirects to another address. */
export function isRedirect({ status, headers }: Head): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}

/** The address a redirect leads to; `undefined` if it is not to be followed, such as from https to http. */
export function redirectTarget({ headers }: Head, from: URL): URL | undefined {
  const { location = '' } = headers;
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const protocols = from.protocol === 'https:' ? ['https:'] : ['http:', 'https:'];
  if (url === undefined || !protocols.includes(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url;
}
