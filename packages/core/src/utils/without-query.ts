/** An address as it may be shown: the query of one that a redirect leads to may be what opens it. */
export function withoutQuery(url: URL): URL {
  return new URL(url.pathname, url);
}
