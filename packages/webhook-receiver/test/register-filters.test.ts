import { Session } from '@wxt/core';
import { type Answer, type ReceivedRequest, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  createWebhookReceiver,
  type RegisteredWebhook,
  registerWebhooks,
  type WantedWebhook,
} from '../src/index.js';

/** A webhook as the service has it: without a secret if `secret` is undefined. */
type StoredWebhook = { readonly [Name in keyof RegisteredWebhook]?: RegisteredWebhook[Name] | undefined };

/** How this service differs from one that stores what it is given. */
interface Manners {
  /** Writes a filter in other words. */
  readonly rewrite?: (filter: string) => string;
  /** Answers a POST in place of the service. */
  readonly create?: (webhook: RegisteredWebhook, stored: RegisteredWebhook[]) => Answer | undefined;
  readonly stored?: StoredWebhook[];
  /** Returns what a list shows of the stored webhooks. */
  readonly list?: (stored: RegisteredWebhook[]) => RegisteredWebhook[];
  /** Left out of what it returns of webhooks. */
  readonly hides?: string;
}

const uuid = '2f3fb5dc-3f8b-4ba3-8709-72a64a67849d';
const owner = Buffer.from(`ciscospark://us/PEOPLE/${uuid}`).toString('base64url');
const targetUrl = 'https://bot.example.com';
const secret = 'secret';
const register = { name: 'bot', targetUrl, secret };

/** A service that keeps webhooks, and a log of the requests that change something. */
async function open({
  rewrite = (filter) => filter,
  create = () => undefined,
  stored = [],
  list = (webhooks) => webhooks,
  hides = '',
}: Manners = {}) {
  const webhooks: RegisteredWebhook[] = [];
  const store = (given: StoredWebhook) => {
    const number = webhooks.length + 1;
    const webhook = {
      id: `W${number}`,
      status: 'active',
      ownedBy: 'creator',
      createdBy: owner,
      created: new Date(number * 1000).toISOString(),
      ...given,
      ...(given.filter === undefined ? {} : { filter: rewrite(given.filter) }),
      ...(given.targetUrl === undefined ? {} : { targetUrl: new URL(given.targetUrl).href }),
    } as RegisteredWebhook;
    webhooks.push(webhook);
    return webhook;
  };
  const changes: string[] = [];
  const shown = (webhook: RegisteredWebhook) =>
    Object.fromEntries(Object.entries(webhook).filter(([name]) => name !== hides));
  const answer = ({ method, target, body }: ReceivedRequest): Answer => {
    const id = target.split('/')[3] ?? '';
    const index = webhooks.findIndex((webhook) => webhook.id === id);
    if (method !== 'GET') changes.push(`${method} ${id}`.trim());
    if (method === 'POST') {
      const given = JSON.parse(body);
      return create(given, webhooks) ?? { json: shown(store(given)) };
    }
    if (method === 'GET' && id === '') return { json: { items: list(webhooks).map(shown) } };
    const webhook = webhooks[index];
    if (webhook === undefined) return { status: 404, json: { message: 'Not found.' } };
    if (method === 'DELETE') webhooks.splice(index, 1);
    if (method === 'PUT') webhooks[index] = { ...webhook, ...JSON.parse(body) };
    return method === 'DELETE' ? { status: 204, body: '' } : { json: shown(webhooks[index] ?? webhook) };
  };
  for (const webhook of stored)
    store({ targetUrl, secret, resource: 'messages', event: 'created', ...webhook });
  const server = await startScriptedServer(answer);
  return { api: new Session({ accessToken: 'TOKEN', baseUrl: server.url }), webhooks, changes, store };
}

const messages = (filter?: string): WantedWebhook => ({ resource: 'messages', event: 'created', filter });

describe('a webhook is left alone if the service returns its filter with', () => {
  test.each([
    ['the owner’s id for me', 'mentionedPeople=me', () => `mentionedPeople=${owner}`],
    ['the owner’s UUID for me', 'personId=me', () => `personId=${uuid.toUpperCase()}`],
    ['me for the owner’s id', `personId=${owner}`, () => 'personId=me'],
    [
      'padding of an id',
      `roomId=${owner}`,
      () => `roomId=${Buffer.from(`ciscospark://us/PEOPLE/${uuid}`).toString('base64')}`,
    ],
    ['%40 for @', 'personEmail=ada@example.com', (filter: string) => filter.replace('@', '%40')],
    ['@ for %40', 'personEmail=ada%40example.com', (filter: string) => filter.replace('%40', '@')],
    ['%2B for +', 'personEmail=ada+bot@example.com', (filter: string) => filter.replace('+', '%2B')],
    ['a space for +', 'personEmail=ada+bot@example.com', (filter: string) => filter.replace('+', ' ')],
    ['another case of an address', 'personEmail=Ada@Example.com', (filter: string) => filter.toLowerCase()],
    ['another case of a name', 'roomType=direct', () => 'roomtype=direct'],
    ['another order', 'roomId=R1&personId=P1', () => 'personId=P1&roomId=R1'],
    ['another order of ids', 'mentionedPeople=P1,me', () => `mentionedPeople=${owner},P1`],
    ['an ampersand at the end', 'hasFiles=true', (filter: string) => `${filter}&`],
    ['other words altogether', 'roomId=R1', () => 'room.id == "R1"'],
  ])('%s', async (_, filter, rewrite) => {
    const { api, webhooks, changes } = await open({ rewrite });
    const wanted = { ...register, webhooks: [messages(filter), messages()] };
    const first = await registerWebhooks(api, wanted);
    expect(changes.splice(0)).toEqual(['POST', 'POST']);
    expect(await registerWebhooks(api, wanted)).toEqual(first);
    expect(changes).toEqual([]);
    expect(webhooks).toEqual(first);
  });

  test('other words, and its name was changed: what was created stays in each run', async () => {
    const { api, webhooks, changes } = await open({ rewrite: () => 'x == 1' });
    const wanted = { ...register, webhooks: [messages('roomId=R1')] };
    const [first] = await registerWebhooks(api, wanted);
    webhooks[0] = { ...webhooks[0], name: 'bot: renamed' } as RegisteredWebhook;
    const [second] = await registerWebhooks(api, wanted);
    expect(changes).toEqual(['POST', 'POST', 'DELETE W1']);
    expect([first?.id, webhooks]).toEqual(['W1', [second]]);
  });
});

test.each([
  ['roomId=R1', 'roomId=r1'],
  ['roomId=R1', 'personId=R1'],
  ['personEmail=a@example.com', 'personEmail=b@example.com'],
  ['mentionedPeople=me', 'mentionedPeople=P1'],
  ['roomId=R1', undefined],
])('filters that differ in meaning, %s and %s, are two webhooks', async (one, other) => {
  const { api, webhooks } = await open();
  await registerWebhooks(api, { ...register, webhooks: [messages(one), messages(other)] });
  await registerWebhooks(api, { ...register, webhooks: [messages(one), messages(other)] });
  expect(webhooks.map(({ filter }) => filter)).toEqual([one, other]);
});

test('a filter that is wanted twice in other words is one webhook', async () => {
  const { api, changes } = await open();
  const webhooks = [messages('roomId=R1&personEmail=a@x.com'), messages('personEmail=A%40x.com&roomId=R1')];
  expect(await registerWebhooks(api, { ...register, webhooks })).toHaveLength(1);
  expect(changes).toEqual(['POST']);
});

test('without createdBy, me is recognized by the webhook’s name', async () => {
  const { api, changes } = await open({ hides: 'createdBy', rewrite: () => `mentionedPeople=${owner}` });
  const wanted = { ...register, webhooks: [messages('mentionedPeople=me')] };
  await registerWebhooks(api, wanted);
  await registerWebhooks(api, wanted);
  expect(changes).toEqual(['POST']);
});

describe('a 409', () => {
  const refuse = () => ({ status: 409, json: { message: 'Conflict.' } });

  test('of a webhook that another process created in the meantime is resolved by listing again', async () => {
    const { api, store, webhooks } = await open({
      create: (webhook, stored) => {
        if (stored.length === 0) store({ ...webhook, id: 'THEIRS' });
        return refuse();
      },
    });
    const made = await registerWebhooks(api, { ...register, webhooks: [messages('roomId=R1')] });
    expect(made.map(({ id }) => id)).toEqual(['THEIRS']);
    expect(webhooks).toEqual(made);
  });

  test('of a webhook made by hand for the same target makes that the bot’s', async () => {
    const { api, changes } = await open({
      create: refuse,
      stored: [{ name: 'By hand', secret: undefined }],
    });
    const made = await registerWebhooks(api, { ...register, webhooks: [messages()] });
    expect(made).toMatchObject([{ id: 'W1', name: 'bot: messages.created', secret }]);
    expect(changes).toEqual(['POST', 'PUT W1']);
  });

  test('that listing again doesn’t resolve rejects, and nothing is deleted', async () => {
    const stored = [{ name: 'bot: old', event: 'updated' }];
    const { api, webhooks } = await open({ create: refuse, stored });
    const registering = registerWebhooks(api, { ...register, webhooks: [messages('roomId=R1')] });
    await expect(registering).rejects.toThrow(
      'These webhooks are still missing after they were created: bot: messages.created roomId=R1.',
    );
    expect(webhooks).toHaveLength(1);
  });
});

test('a webhook that lists don’t show yet counts as created', async () => {
  const { api, webhooks, changes } = await open({ list: () => [] });
  const made = await registerWebhooks(api, { ...register, webhooks: [messages()] });
  expect(changes).toEqual(['POST']);
  expect(webhooks).toEqual(made);
});

test('a webhook that is gone after it was created rejects', async () => {
  const { api } = await open({ create: (webhook) => ({ json: { ...webhook, id: 'NOWHERE' } }) });
  const registering = registerWebhooks(api, { ...register, webhooks: [messages()] });
  await expect(registering).rejects.toThrow('still missing after they were created: bot: messages.created.');
});

test('a webhook that another process deletes while it is updated is created again', async () => {
  const { api, webhooks, changes } = await open({
    stored: [{ name: 'bot: x', status: 'inactive' }],
    list: (stored) => (stored[0]?.status === 'inactive' ? stored.splice(0) : stored),
  });
  const made = await registerWebhooks(api, { ...register, webhooks: [messages()] });
  expect(changes).toEqual(['PUT W1', 'POST']);
  expect(webhooks).toEqual(made);
});

test('the target with and without a slash at its end is the same', async () => {
  const { api, changes } = await open();
  await registerWebhooks(api, { ...register, webhooks: [messages()] });
  await registerWebhooks(api, { ...register, targetUrl: `${targetUrl}/`, webhooks: [messages()] });
  expect(changes).toEqual(['POST']);
});

test('an inactive webhook and one without a secret are updated', async () => {
  const stored = [
    { name: 'bot: a', status: 'inactive' },
    { name: 'bot: b', event: 'deleted', secret: undefined },
  ] as const;
  const { api, webhooks, changes } = await open({ stored: [...stored] });
  await registerWebhooks(api, {
    ...register,
    webhooks: [messages(), { resource: 'messages', event: 'deleted' }],
  });
  expect(changes).toEqual(['PUT W1', 'PUT W2']);
  expect(webhooks).toMatchObject([{ status: 'active' }, { secret }]);
});

test('the webhooks of a receiver are those of its handlers', async () => {
  const { api, webhooks } = await open();
  const receiver = createWebhookReceiver({
    secret,
    api,
    on: { 'messages.created': () => {}, 'attachmentActions.created': () => {}, 'rooms.all': () => {} },
  });
  await registerWebhooks(api, { ...register, webhooks: receiver.webhooks });
  expect(webhooks.map(({ name }) => name)).toEqual([
    'bot: messages.created',
    'bot: attachmentActions.created',
    'bot: rooms.all',
  ]);
});
