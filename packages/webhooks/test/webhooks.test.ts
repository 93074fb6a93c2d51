import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Session, Webhooks } from '../src/index.js';

const create = (baseUrl: string) => new Webhooks(new Session({ accessToken: 'token', baseUrl }));
const webhook = {
  id: 'WEBHOOK',
  name: 'Mentions',
  targetUrl: 'https://example.com/',
  resource: 'messages',
  event: 'created',
};

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/webhooks', list: 'link' },
    {
      method: 'list',
      arguments: [{ max: 2, ownedBy: 'org' }],
      request: 'GET /v1/webhooks?max=2&ownedBy=org',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [
        {
          name: 'Mentions',
          targetUrl: 'https://example.com/',
          resource: 'messages',
          event: 'created',
          filter: 'roomId=ROOM&mentionedPeople=me',
          secret: 'hush',
          ownedBy: 'org',
        },
      ],
      request: 'POST /v1/webhooks',
      body: {
        name: 'Mentions',
        targetUrl: 'https://example.com/',
        resource: 'messages',
        event: 'created',
        filter: 'roomId=ROOM&mentionedPeople=me',
        secret: 'hush',
        ownedBy: 'org',
      },
      answer: webhook,
    },
    { method: 'get', arguments: ['WEBHOOK'], request: 'GET /v1/webhooks/WEBHOOK', answer: webhook },
    {
      method: 'update',
      arguments: [
        'WEBHOOK',
        { name: 'M', targetUrl: 'https://example.com/2', secret: 'hush', ownedBy: 'org', status: 'active' },
      ],
      request: 'PUT /v1/webhooks/WEBHOOK',
      body: {
        name: 'M',
        targetUrl: 'https://example.com/2',
        secret: 'hush',
        ownedBy: 'org',
        status: 'active',
      },
      answer: webhook,
    },
    { method: 'delete', arguments: ['WEBHOOK'], request: 'DELETE /v1/webhooks/WEBHOOK' },
  ],
});

describe('a TypeError is thrown before anything is sent for', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    [
      'a webhook without a name',
      (webhooks) => webhooks.create({ targetUrl: 'https://x', resource: 'all', event: 'all' } as never),
      /"name" is required/,
    ],
    [
      'a webhook without a target',
      (webhooks) => webhooks.create({ name: 'M', targetUrl: '', resource: 'all', event: 'all' }),
      /"targetUrl" must not be empty/,
    ],
    [
      'a webhook without a resource',
      (webhooks) => webhooks.create({ name: 'M', targetUrl: 'https://x', event: 'all' } as never),
      /"resource" is required/,
    ],
    [
      'an update without a target',
      (webhooks) => webhooks.update('W', { name: 'M' } as never),
      /"targetUrl" is required/,
    ],
  ];
  test.each(rows)('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await (async () => call(create(server.url)))().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});

test('errors of create() don’t show the secret', async () => {
  const server = await startScriptedServer([{ status: 400, json: { message: 'No.' } }]);
  const error = await create(server.url)
    .create({ name: 'M', targetUrl: 'https://x', resource: 'all', event: 'all', secret: 'hush-hush' })
    .catch((error: unknown) => error);
  expect(String(error) + JSON.stringify(error)).not.toContain('hush-hush');
});
