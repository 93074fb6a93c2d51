import { request } from '@octokit/request';
import { type CreateClient, headers } from './client.js';

/** GitHub's client, which builds on fetch, asked for the same path. */
export const createClient: CreateClient = (baseUrl) => {
  const client = request.defaults({ baseUrl: baseUrl.replace(/\/$/, ''), headers });
  return { me: async () => (await client('GET /people/me')).data };
};
