/** The README's example with Redis, on the Redis of the test and behind a server. It ends when its input does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as redis from 'redis';
import * as own from '../src/index.js';
import { findBlock, runBlock } from './documents.js';
import { secret } from './signed.js';

const example = findBlock('packages/webhook-receiver/README.md', "from 'redis'")
  .replace('createClient({', `createClient({ url: '${process.env.REDIS_URL}',`)
  .replace("'SECRET'", `'${secret}'`);
const { receiver } = await runBlock(example, { redis, '@wxt/webhook-receiver': own });
const { node, idle } = receiver as own.WebhookReceiver;
const server = createServer({ keepAliveTimeout: 300_000 }, node).listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify(server.address()));
await once(process.stdin.resume(), 'end');
server.close();
server.closeAllConnections();
await idle();
// The example has no end of its own.
process.exit();
