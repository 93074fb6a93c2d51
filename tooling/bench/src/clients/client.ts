/** What every client does in the benchmark, written as its users would. */
interface Client {
  /** Reads the same person repeatedly. */
  me(): Promise<unknown>;
  /** Reads all rooms, page after page. */
  rooms?(): AsyncIterable<unknown>;
}

export type CreateClient = (baseUrl: string) => Client;

export const token = 'token';
export const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

/** Returns the URL of the next page, for clients without pagination. */
export function nextPage(link: string | null | undefined): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
}

/** The response of a list. */
export interface Rooms {
  readonly items: readonly unknown[];
}
