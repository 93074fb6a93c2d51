import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
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
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    ['folders of no room', (folders) => folders.list({} as never), /"roomId" is required/],
    [
      'a folder of no drive',
      (folders) => folders.create({ ...parameters, driveId: '' }),
      /"driveId" must not be empty/,
    ],
    [
      'an update in part',
      (folders) => folders.update('FOLDER', { roomId: 'ROOM' } as never),
      /"contentUrl" is required/,
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
