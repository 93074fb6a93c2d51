import { conformance } from '@wxt/testing';
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
  invalid: [
    ['list() without roomId', (tabs) => tabs.list({} as never), /"roomId" is required/],
    [
      'create() with an empty contentUrl',
      (tabs) => tabs.create({ ...parameters, contentUrl: '' }),
      /"contentUrl" must not be empty/,
    ],
    [
      'update() without displayName',
      (tabs) => tabs.update('TAB', { ...parameters, displayName: undefined as never }),
      /"displayName" is required/,
    ],
  ],
});
