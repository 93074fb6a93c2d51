import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { RoomTabs, Session } from '../src/index.js';

const create = (baseUrl: string) => new RoomTabs(new Session({ accessToken: 'token', baseUrl }));
const tab = { id: 'TAB', roomId: 'ROOM', displayName: 'Wiki', contentUrl: 'https://example.com/' };
const parameters = { roomId: 'ROOM', contentUrl: 'https://example.com/', displayName: 'Wiki' };

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [{ roomId: 'ROOM' }],
      request: 'GET /v1/room/tabs?roomId=ROOM',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [parameters],
      request: 'POST /v1/room/tabs',
      body: parameters,
      answer: tab,
    },
    { method: 'get', arguments: ['TAB'], request: 'GET /v1/room/tabs/TAB', answer: tab },
    {
      method: 'update',
      arguments: ['TAB', parameters],
      request: 'PUT /v1/room/tabs/TAB',
      body: parameters,
      answer: tab,
    },
    { method: 'delete', arguments: ['TAB'], request: 'DELETE /v1/room/tabs/TAB' },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    ['tabs of no room', (tabs) => tabs.list({} as never), /"roomId" is required/],
    [
      'a tab without an address',
      (tabs) => tabs.create({ ...parameters, contentUrl: '' }),
      /"contentUrl" must not be empty/,
    ],
    [
      'an update without a name',
      (tabs) => tabs.update('TAB', { ...parameters, displayName: undefined as never }),
      /"displayName" is required/,
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
