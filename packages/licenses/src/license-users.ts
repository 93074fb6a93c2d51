import { Paginator } from '@wxt/core';
import type { License, LicenseUser, LicenseUsersPage } from './licenses.js';

/** Fetches a page of a license's users; `next` is where it starts, and `limit` how many there are on it. */
export type FetchLicense = (
  page: { readonly next: string | undefined; readonly limit: number | undefined },
  signal: AbortSignal,
) => Promise<{ readonly license: License; readonly link: string | undefined }>;

/** A page, and how to fetch the next one if there is one. */
interface FetchedUsers {
  readonly page: LicenseUsersPage;
  readonly next?: (signal: AbortSignal) => Promise<FetchedUsers>;
}

/** Lists the users of a license. The service puts them beside the license, and the cursor into a link. */
export function listUsers(
  fetchLicense: FetchLicense,
  limit: number | undefined,
  signal: AbortSignal | undefined,
): Paginator<LicenseUser, LicenseUsersPage> {
  return new Paginator<LicenseUser, LicenseUsersPage>((wanted, reading) => {
    const size = limit ?? (wanted !== undefined && wanted <= 300 ? wanted : undefined);
    const cursors = new Set<string>();
    const fetchFrom = async (next: string | undefined, current: AbortSignal): Promise<FetchedUsers> => {
      const { license, link } = await fetchLicense({ next, limit: size }, current);
      const { users = [], ...attributes } = license;
      const page: LicenseUsersPage = { ...attributes, items: users };
      const cursor = nextCursor(link);
      if (cursor === undefined) return { page };
      return {
        page,
        next: async (signal) => {
          if (cursors.has(cursor))
            throw new Error('Pagination loop: the next link leads to a page already fetched.');
          cursors.add(cursor);
          return fetchFrom(cursor, signal);
        },
      };
    };
    return fetchFrom(undefined, reading);
  }, signal);
}

/** Throws a TypeError for a page size that the service doesn't allow. */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && limit >= 1 && limit <= 300)) return;
  throw new TypeError('"limit" is the size of a page: a whole number from 1 to 300.');
}

/** Returns the parameter `next` of the next link in a `Link` header. */
function nextCursor(header: string | undefined): string | undefined {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters)) continue;
    const cursor = URL.canParse(target, 'https://webexapis.com/')
      ? new URL(target, 'https://webexapis.com/').searchParams.get('next')
      : null;
    if (cursor) return cursor;
  }
  return undefined;
}
