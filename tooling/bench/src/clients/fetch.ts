import { type CreateClient, headers, nextPage, type Rooms } from './client.js';

/** Node's own fetch, which keeps connections alive by itself. */
export const createClient: CreateClient = (baseUrl) => ({
  me: async () => (await fetch(`${baseUrl}people/me`, { headers })).json(),
  async *rooms() {
    for (let url: string | undefined = `${baseUrl}rooms`; url !== undefined; ) {
      const response: Response = await fetch(url, { headers });
      yield* ((await response.json()) as Rooms).items;
      url = nextPage(response.headers.get('link'));
    }
  },
});
