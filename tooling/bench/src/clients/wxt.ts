import { WebexTeamsAPI } from '@wxt/sdk';
import { type CreateClient, token } from './client.js';

export const createClient: CreateClient = (baseUrl) => {
  const api = new WebexTeamsAPI({ accessToken: token, baseUrl });
  return { me: () => api.people.me(), rooms: () => api.rooms.list() };
};
