import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Events, Session } from '../src/index.js';

const create = (baseUrl: string) => new Events(new Session({ accessToken: 'token', baseUrl }));

conformance({
  create,
  // An endless feed: see follow.test.ts.
  besides: ['follow'],
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/events', list: 'link' },
    {
      method: 'list',
      arguments: [
        {
          resource: 'messages',
          type: 'created',
          actorId: 'PERSON',
          from: '2026-11-01T00:00:00Z',
          to: '2026-11-02T00:00:00Z',
          max: 1000,
        },
      ],
      request:
        'GET /v1/events?resource=messages&type=created&actorId=PERSON&from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z&max=1000',
      list: 'link',
    },
    {
      method: 'list',
      arguments: [{ resource: 'convergedRecordings', serviceType: 'calling' }],
      request: 'GET /v1/events?resource=convergedRecordings&serviceType=calling',
      list: 'link',
    },
    {
      method: 'get',
      arguments: ['EVENT'],
      request: 'GET /v1/events/EVENT',
      answer: { id: 'EVENT', resource: 'messages', type: 'created', data: { id: 'MESSAGE' } },
    },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    [
      'recordings of no service',
      (events) => events.list({ resource: 'convergedRecordings' }),
      /"serviceType" is required/,
    ],
    ['an empty person', (events) => events.list({ actorId: '' }), /"actorId" must not be empty/],
  ];
  test.each(rows)('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await (async () => call(create(server.url)))().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});
