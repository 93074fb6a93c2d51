/** A process of its own that keeps calling the service, with tokens it shares; says in the end how that went. */
import KeyvRedis from '@keyv/redis';
import { Session } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';
import Keyv from 'keyv';

const { redis, baseUrl, refreshToken, clientId, clientSecret, seconds } = JSON.parse(process.argv[2] ?? '');
const store = new Keyv({ store: new KeyvRedis(redis) });
const accessToken = oauthTokens({ clientId, clientSecret, refreshToken, store });
const session = new Session({ accessToken, baseUrl, maxRetries: 0 });
const end = Date.now() + seconds * 1000;
const failures: string[] = [];
let requests = 0;

async function call(): Promise<void> {
  while (Date.now() < end) {
    requests += 1;
    await session.get(['people', 'me']).catch((error: unknown) => failures.push(String(error)));
  }
}

await Promise.all([call(), call(), call(), call()]);
await accessToken.flush();
await store.disconnect();
process.stdout.write(JSON.stringify({ requests, failures }));
