import { Agent } from 'node:http';
import { Messages, Session } from '@wxt/messages';
import got from 'got';
import { headers, token } from './client.js';

/** Sends a message with this text. */
type Send = (text: string) => Promise<unknown>;

/** Creates the send function of one of the concurrent programs. */
export type CreateSender = (baseUrl: string) => () => Send;

/** Ways to send many messages at once. */
export const senders: Readonly<Record<string, CreateSender>> = {
  'one session': (baseUrl) => {
    const send = sendBySession(baseUrl);
    return () => send;
  },
  'a session for each': (baseUrl) => () => sendBySession(baseUrl),
  "got's own retries": (baseUrl) => {
    const client = got.extend({
      agent: { http: new Agent({ keepAlive: true }) },
      headers,
      retry: { limit: 1000, methods: ['POST'], statusCodes: [429], errorCodes: [] },
    });
    return () => (text) => client.post(`${baseUrl}messages`, { json: { roomId: 'ROOM', text } }).json();
  },
};

function sendBySession(baseUrl: string): Send {
  const messages = new Messages(new Session({ accessToken: token, baseUrl }));
  return (text) => messages.create({ roomId: 'ROOM', text });
}
