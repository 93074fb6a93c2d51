import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { type CreateClient, headers, nextPage, type Rooms } from './client.js';

/** node:http itself, with connections kept alive. */
export const createClient: CreateClient = (baseUrl) => {
  const agent = new Agent({ keepAlive: true });
  const fetch = (url: string) =>
    new Promise<{ body: unknown; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const request = get(url, { agent, headers }, (response) => {
        text(response).then((body) => resolve({ body: JSON.parse(body), headers: response.headers }), reject);
      });
      request.on('error', reject);
    });
  return {
    me: async () => (await fetch(`${baseUrl}people/me`)).body,
    async *rooms() {
      for (let url: string | undefined = `${baseUrl}rooms`; url !== undefined; ) {
        const { body, headers } = await fetch(url);
        yield* (body as Rooms).items;
        url = nextPage(headers.link?.toString());
      }
    },
  };
};
