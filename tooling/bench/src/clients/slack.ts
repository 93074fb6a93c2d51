import { WebClient } from '@slack/web-api';
import { type CreateClient, token } from './client.js';

/** Slack's client, which always POSTs and expects `ok` in the response. */
export const createClient: CreateClient = (baseUrl) => {
  const client = new WebClient(token, { slackApiUrl: baseUrl, retryConfig: { retries: 0 } });
  return { me: () => client.apiCall('people.me') };
};
