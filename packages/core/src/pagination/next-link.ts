/** One link of a `Link` header (RFC 8288): its target and its relations. */
export interface Link {
  readonly target: string;
  readonly relations: readonly string[];
}

/** Parses a `Link` header. Targets may hold commas, semicolons and quotes; anything that isn't a link is skipped. */
export function parseLinks(header: string): Link[] {
  const links: Link[] = [];
  // A target in angle brackets, then parameters: a name and perhaps a token or a quoted string.
  const link = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
  for (const [, target = '', parameters = ''] of header.matchAll(link)) {
    links.push({ target: target.trim(), relations: relations(parameters) });
  }
  return links;
}

function relations(parameters: string): string[] {
  const parameter = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;
  for (const [, name, quoted, token] of parameters.matchAll(parameter)) {
    // Only the first "rel" counts (RFC 8288).
    if (name?.toLowerCase() === 'rel') {
      return (quoted ?? token ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    }
  }
  return [];
}

/** Returns the target of the link to the next page; `undefined` on the last page. */
export function nextLink(header: string | undefined): string | undefined {
  return parseLinks(header ?? '').find((link) => link.relations.includes('next'))?.target;
}

/** Parameters that tell where a page begins: those of the first page must never get into the next one. */
const cursors = new Set([
  'before',
  'beforeMessage',
  'after',
  'cursor',
  'offset',
  'start',
  'startIndex',
  'page',
  'pageToken',
  'next',
  'nextToken',
]);

/**
 * Returns the URL of the next page. The link's query stays byte for byte, since the service encodes its cursor there,
 * except for a stray `max=null`, which the service sends but rejects. Parameters of the first request that the link
 * lacks are appended: the service leaves some out, and the next page would come without its filter.
 */
export function nextUrl(link: string, current: URL, first: URL): URL {
  const url = new URL(link, current);
  // Node would send them in place of the access token.
  url.username = '';
  url.password = '';
  // Never sent, but two links that differ only here lead to the same page.
  url.hash = '';
  const pairs = pairsOf(url).filter((pair) => pair !== 'max=null');
  const names = new Set(pairs.map(nameOf));
  const missing = pairsOf(first).filter((pair) => !names.has(nameOf(pair)) && !cursors.has(nameOf(pair)));
  url.search = [...pairs, ...missing].join('&');
  return url;
}

/** The pairs of a URL's query as they are written. */
export function pairsOf(url: URL): string[] {
  return url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '');
}

/** The decoded name of a pair. */
export function nameOf(pair: string): string {
  const [name = ''] = new URLSearchParams(pair).keys();
  return name;
}
