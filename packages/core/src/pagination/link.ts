/** A link of an RFC 8288 (once RFC 5988) `Link` header: its target and its relations. */
export interface Link {
  readonly target: string;
  readonly relations: readonly string[];
}

/** Reads a `Link` header. Targets may hold commas, semicolons and quotes; what isn't a link is passed over. */
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
    // The first "rel" counts, later ones are to be ignored.
    if (name?.toLowerCase() === 'rel') {
      return (quoted ?? token ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    }
  }
  return [];
}

/** The target of the link to the next page, or `undefined` on the last page. */
export function nextLink(header: string | undefined): string | undefined {
  return parseLinks(header ?? '').find((link) => link.relations.includes('next'))?.target;
}

/**
 * The address a link leads to. Its query is taken as it comes, since the service encodes its cursor there, except for a
 * stray `max=null`, which the service sends but doesn't accept.
 */
export function nextUrl(link: string, current: URL): URL {
  const url = new URL(link, current);
  const parameters = url.search.slice(1).split('&');
  const kept = parameters.filter((parameter) => parameter !== 'max=null');
  if (kept.length < parameters.length) url.search = kept.join('&');
  return url;
}
