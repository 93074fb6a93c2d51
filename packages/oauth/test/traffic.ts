/** A process of its own that keeps calling the service with shared tokens, and reports how that went, line by line. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import KeyvRedis from '@keyv/redis';
import { Session } from '@wxt/core';
import { oauthTokens } from '@wxt/oauth';
import Keyv from 'keyv';

const { redisUrl, baseUrl, refreshToken, clientId, clientSecret } = JSON.parse(process.argv[2] ?? '');
const report = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

const redis = new KeyvRedis<string>(redisUrl);
const store = new Keyv({ store: redis });
// Without listeners, a connection that breaks ends the process.
redis.on('error', () => undefined);
store.on('error', () => undefined);

const accessToken = oauthTokens({
  clientId,
  clientSecret,
  refreshToken,
  store,
  onStoreError: ({ error }) => report({ storeError: error.message }),
});
const session = new Session({
  accessToken,
  baseUrl,
  maxRetries: 0,
  hooks: { onRequest: ({ url }) => url.endsWith('/access_token') && report({ isRefreshing: true }) },
});

// Starting takes a while, and is no part of the traffic.
report({ isReady: true });
const [line] = await once(createInterface(process.stdin), 'line');
const until = Number(line);

async function call(): Promise<void> {
  while (Date.now() < until) {
    const failure = await session.get(['people', 'me']).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    report(failure === undefined ? { succeeded: 1 } : { failure });
  }
}

await Promise.all([call(), call(), call(), call()]);
report({ isStored: await accessToken.flush() });
process.exit();
