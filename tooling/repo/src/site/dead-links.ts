import type { Visit } from './visit-page.js';

/** The links of a page that lead to no page of the site, or to no place on one. Links elsewhere aren't followed. */
export function deadLinks({ links }: Visit, origin: string, visits: ReadonlyMap<string, Visit>): string[] {
  return [...new Set(links)].filter((link) => {
    const url = new URL(link);
    if (url.origin !== origin) return false;
    const target = visits.get(url.pathname);
    const place = decodeURIComponent(url.hash.slice(1));
    return target === undefined || (place !== '' && !target.ids.has(place));
  });
}
