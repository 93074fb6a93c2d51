import { conformance } from '@wxt/testing';
import { LinkedFolders, Session } from '../src/index.js';

const create = (baseUrl: string) => new LinkedFolders(new Session({ accessToken: 'token', baseUrl }));
const parameters = {
  roomId: 'ROOM',
  contentUrl: 'https://example.com/',
  displayName: 'Drawings',
  driveId: 'DRIVE',
  itemId: 'ITEM',
  defaultFolder: 'false',
};
const folder = { id: 'FOLDER', ...parameters };

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [{ roomId: 'ROOM' }],
      request: 'GET /v1/room/linkedFolders?roomId=ROOM',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [parameters],
      request: 'POST /v1/room/linkedFolders',
      body: parameters,
      answer: folder,
    },
    { method: 'get', arguments: ['FOLDER'], request: 'GET /v1/room/linkedFolders/FOLDER', answer: folder },
    {
      method: 'update',
      arguments: ['FOLDER', parameters],
      request: 'PUT /v1/room/linkedFolders/FOLDER',
      body: parameters,
      answer: folder,
    },
    { method: 'delete', arguments: ['FOLDER'], request: 'DELETE /v1/room/linkedFolders/FOLDER' },
  ],
  invalid: [
    ['list() without roomId', (folders) => folders.list({} as never), /"roomId" is required/],
    [
      'create() with an empty driveId',
      (folders) => folders.create({ ...parameters, driveId: '' }),
      /"driveId" must not be empty/,
    ],
    [
      'update() with roomId only',
      (folders) => folders.update('FOLDER', { roomId: 'ROOM' } as never),
      /"contentUrl" is required/,
    ],
  ],
});
