/** A receiver that claims events on a Redis, and records there what it handles. It ends when its input does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient } from 'redis';
import { createWebhookReceiver, Session } from '../src/index.js';
import { secret } from './signed.js';

const redis = createClient({ url: process.env.REDIS_URL ?? '' });
await redis.connect();
const receiver = createWebhookReceiver({
  secret,
  api: new Session({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' }),
  store: {
    claim: async (key, milliseconds) => (await redis.set(key, '1', { NX: true, PX: milliseconds })) === 'OK',
  },
  bodyLimit: 10_000,
  on: { 'messages.created': ({ data }) => redis.rPush('handled', data.id) },
});
// Longer than the test takes: a connection that is closed as it is used again would fail it.
const server = createServer({ keepAliveTimeout: 300_000 }, receiver.node).listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify(server.address()));
await once(process.stdin.resume(), 'end');
server.close();
server.closeAllConnections();
await receiver.idle();
await redis.close();
