import { startEmulator } from '@wxt/emulator';
import { WebexTeamsAPI } from '@wxt/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { createWebhookReceiver, type RegisterWebhooks, registerWebhooks } from '../src/index.js';
import { listen } from './listen.js';

const wanted = {
  name: 'release-bot',
  targetUrl: 'http://127.0.0.1:9/webex',
  secret: 'secret',
  webhooks: [
    { resource: 'messages', event: 'created' },
    { resource: 'messages', event: 'created', filter: 'roomType=direct' },
    { resource: 'attachmentActions', event: 'created' },
  ],
} as const satisfies RegisterWebhooks;

/** An emulator, and the methods of the requests that change something. */
async function open() {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const lines: string[] = [];
  const [alice, bob] = emulator.users;
  const logger = { debug: (line: string) => lines.push(line), warn: () => {} };
  const as = ({ accessToken }: { accessToken: string }) =>
    new WebexTeamsAPI({ accessToken, baseUrl: emulator.url, logger });
  const changes = () =>
    lines
      .splice(0)
      .map((line) => line.split(' ')[0])
      .filter((method) => method !== 'GET');
  return { emulator, api: as(alice), other: as(bob), bob, changes };
}

test('registerWebhooks() creates webhooks once, and only lists them after that', async () => {
  const { api, changes } = await open();
  const first = await registerWebhooks(api, wanted);
  expect(changes()).toEqual(['POST', 'POST', 'POST']);
  expect(
    first.map(({ name, resource, event, filter, secret, status }) => [
      name,
      resource,
      event,
      filter,
      secret,
      status,
    ]),
  ).toEqual([
    ['release-bot: messages.created', 'messages', 'created', undefined, 'secret', 'active'],
    [
      'release-bot: messages.created roomType=direct',
      'messages',
      'created',
      'roomType=direct',
      'secret',
      'active',
    ],
    ['release-bot: attachmentActions.created', 'attachmentActions', 'created', undefined, 'secret', 'active'],
  ]);
  expect(await registerWebhooks(api.session, wanted)).toEqual(first);
  expect(changes()).toEqual([]);
  expect(await api.webhooks.list().toArray()).toHaveLength(3);
});

test('registerWebhooks() updates another target or secret, and deletes what is no longer wanted', async () => {
  const { api, changes } = await open();
  const before = await registerWebhooks(api, wanted);
  changes();
  const targetUrl = 'http://127.0.0.1:9/elsewhere';
  const [messages] = wanted.webhooks;
  const after = await registerWebhooks(api, { ...wanted, targetUrl, secret: 'new', webhooks: [messages] });
  expect(changes()).toEqual(['PUT', 'DELETE', 'DELETE']);
  expect(after).toEqual([{ ...before[0], targetUrl, secret: 'new' }]);
  expect(await api.webhooks.list().toArray()).toEqual(after);
  expect(await registerWebhooks(api, { ...wanted, webhooks: [] })).toEqual([]);
  expect(await api.webhooks.list().toArray()).toEqual([]);
});

test('registerWebhooks() leaves webhooks of other names and owners alone', async () => {
  const { api, other } = await open();
  const names = ['release-bot', 'release-bot2: messages.created', 'mine'];
  for (const name of names)
    await api.webhooks.create({ name, targetUrl: wanted.targetUrl, resource: 'messages', event: 'created' });
  await registerWebhooks(other, wanted);
  await registerWebhooks(api, wanted);
  await registerWebhooks(api, { ...wanted, webhooks: [] });
  const left = await api.webhooks.list().toArray();
  expect(left.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(await other.webhooks.list().toArray()).toHaveLength(3);
});

test('registerWebhooks() deletes all pages of duplicates, and keeps the oldest', async () => {
  const { api } = await open();
  const [oldest] = await registerWebhooks(api, { ...wanted, webhooks: [wanted.webhooks[0]] });
  for (let count = 0; count < 120; count += 1)
    await api.webhooks.create({
      name: `release-bot: copy ${count}`,
      targetUrl: wanted.targetUrl,
      secret: 'secret',
      resource: 'messages',
      event: 'created',
    });
  const left = await registerWebhooks(api, { ...wanted, webhooks: [wanted.webhooks[0]] });
  expect(left).toEqual([oldest]);
  expect(await api.webhooks.list().toArray()).toEqual([oldest]);
});

test('processes that register at once end up with one webhook of each, at the latest after the next start', async () => {
  const { api } = await open();
  await Promise.all([1, 2, 3].map(() => registerWebhooks(api, wanted)));
  await registerWebhooks(api, wanted);
  expect(await api.webhooks.list().toArray()).toHaveLength(3);
});

test('a webhook of the organization is not the same as one’s own', async () => {
  const { api, changes } = await open();
  const both = {
    ...wanted,
    webhooks: [wanted.webhooks[0], { ...wanted.webhooks[0], ownedBy: 'org' }],
  } as const;
  const made = await registerWebhooks(api, both);
  expect(made.map(({ ownedBy }) => ownedBy)).toEqual(['creator', 'org']);
  changes();
  expect(await registerWebhooks(api, both)).toEqual(made);
  expect(changes()).toEqual([]);
});

test('registerWebhooks() reactivates a webhook that the service made inactive', async () => {
  const emulator = await startEmulator({ webhookFailures: 1 });
  onTestFinished(() => emulator.close());
  const [alice, bob] = emulator.users;
  const api = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl: emulator.url });
  let refused = () => {};
  const refusal = new Promise<void>((resolve) => {
    refused = resolve;
  });
  const handled: unknown[] = [];
  let handle = () => {};
  const handling = new Promise<void>((resolve) => {
    handle = resolve;
  });
  const receiver = createWebhookReceiver({
    secret: 'right',
    api,
    on: {
      'messages.created': async (event, { people }) => {
        const { text, personId } = await event.message();
        handled.push([text, (await people.get(personId)).displayName]);
        handle();
      },
    },
    logger: { debug: () => {}, warn: () => refused() },
  });
  const targetUrl = await listen(receiver.node);
  const webhooks = [wanted.webhooks[0]];
  const [before] = await registerWebhooks(api, { ...wanted, targetUrl, webhooks, secret: 'wrong' });
  await api.messages.create({ toPersonId: bob.id, text: 'refused for its signature' });
  await refusal;
  // The service counts the failure once it has read the response.
  while ((await api.webhooks.get(before?.id ?? '')).status === 'active') await new Promise(setImmediate);
  const [after] = await registerWebhooks(api, { ...wanted, targetUrl, webhooks, secret: 'right' });
  expect(after).toEqual({ ...before, secret: 'right', status: 'active' });
  await api.messages.create({ toPersonId: bob.id, text: 'Hello' });
  await handling;
  await receiver.idle();
  expect(handled).toEqual([['Hello', alice.displayName]]);
});

test.each([
  [{ name: ' ' }, 'name must not be empty'],
  [{ targetUrl: 'bot.example.com' }, 'targetUrl must be an http or https URL, not "bot.example.com".'],
  [{ secret: '' }, 'secret must not be empty'],
])('registerWebhooks() throws a TypeError for %j before anything is sent', async (options, message) => {
  const api = new WebexTeamsAPI({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' });
  const registering = registerWebhooks(api, { ...wanted, ...options });
  await expect(registering).rejects.toThrow(TypeError);
  await expect(registering).rejects.toThrow(message);
});
