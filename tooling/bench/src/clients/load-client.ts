import type { CreateClient } from './client.js';

const clients = {
  wxt: () => import('./wxt.js'),
  got: () => import('./got.js'),
  'node:http': () => import('./node-http.js'),
  fetch: () => import('./fetch.js'),
  '@octokit/request': () => import('./octokit.js'),
  '@slack/web-api': () => import('./slack.js'),
} satisfies Record<string, () => Promise<{ createClient: CreateClient }>>;

type ClientName = keyof typeof clients;

/** Loads only one client, so that a process holds what its users' would. */
export async function loadClient(name: string | undefined, baseUrl = '') {
  const load = clients[name as ClientName];
  if (load === undefined) throw new Error(`There is no client named ${name}.`);
  return (await load()).createClient(baseUrl);
}
