import { WebClient } from '@slack/web-api';
import { type CreateClient, token } from './client.js';

/** Slack's client, which POSTs whatever it is asked for and wants `ok` in the answer. */
export const createClient: CreateClient = (baseUrl) => {
  const client = new WebClient(token, { slackApiUrl: baseUrl, retryConfig: { retries: 0 } });
  return { me: () => client.apiCall('people.me') };
};
