/** What the benchmark has every client do, as the client's own users would write it. */
interface Client {
  /** Reads the same person again and again. */
  me(): Promise<unknown>;
  /** Reads all rooms, page after page. */
  rooms?(): AsyncIterable<unknown>;
}

export type CreateClient = (baseUrl: string) => Client;

export const token = 'token';
export const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

/** The way to the next page, for clients that leave paging to the caller. */
export function nextPage(link: string | null | undefined): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
}

/** What a list answers. */
export interface Rooms {
  readonly items: readonly unknown[];
}
