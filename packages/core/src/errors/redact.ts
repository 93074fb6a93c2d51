import type { Secrets } from './secrets.js';

/** Returns a URL as it may be shown: without credentials and fragment and, if it is of another host, without its query. */
export function redactUrl(url: URL, isApiOrigin: boolean): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  shown.hash = '';
  if (!isApiOrigin) shown.search = '';
  return shown.href;
}

/**
 * Returns the headers of a response as they may be shown: without cookies, secrets, and the queries of redirects and of
 * URLs of other origins than the API's, which may be what opens a file.
 */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: Secrets,
  apiOrigin: string | undefined,
): Record<string, string> {
  const shown: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (/^set-cookie2?$/i.test(name)) continue;
    const isLocation = /^(content-)?location$/i.test(name);
    const text = isLocation ? value.replace(/[?#][\s\S]*/, '') : redactUrls(value, apiOrigin);
    shown.push([secrets.clean(name), secrets.clean(text)]);
  }
  const cleaned = secrets.cleanValue(Object.fromEntries(shown));
  return cleaned as Record<string, string>;
}

/** Removes the queries of URLs in a text, except for those of the API's origin. */
function redactUrls(text: string, apiOrigin: string | undefined): string {
  return text.replace(/(\bhttps?:\/\/[^\s?#<>"',]*)[?#][^\s<>"']*/gi, (all, address: string) => {
    return apiOrigin !== undefined && `${address}/`.startsWith(`${apiOrigin}/`) ? all : address;
  });
}
