import { Agent } from 'node:http';
import got, { type Response } from 'got';
import { type CreateClient, headers, nextPage, type Rooms } from './client.js';

/** got as a user would configure it for this API: an instance with the same headers, agent and no retries. */
export const createClient: CreateClient = (baseUrl) => {
  const agent = { http: new Agent({ keepAlive: true }) };
  const client = got.extend({ agent, headers, retry: { limit: 0 }, responseType: 'json' });
  return {
    me: async () => (await client(`${baseUrl}people/me`)).body,
    async *rooms() {
      for (let url: string | undefined = `${baseUrl}rooms`; url !== undefined; ) {
        const { body, headers }: Response<Rooms> = await client<Rooms>(url);
        yield* body.items;
        url = nextPage(headers.link?.toString());
      }
    },
  };
};
