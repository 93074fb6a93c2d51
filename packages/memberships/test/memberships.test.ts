import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Memberships, Session } from '../src/index.js';

const create = (baseUrl: string) => new Memberships(new Session({ accessToken: 'token', baseUrl }));
const membership = { id: 'MEMBERSHIP', roomId: 'ROOM', personId: 'PERSON', isModerator: false };

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/memberships', list: 'link' },
    {
      method: 'list',
      arguments: [{ roomId: 'ROOM', personId: 'PERSON', max: 1000 }],
      request: 'GET /v1/memberships?roomId=ROOM&personId=PERSON&max=1000',
      list: 'link',
    },
    {
      method: 'list',
      arguments: [{ roomId: 'ROOM', personEmail: 'ada+bot@example.com' }],
      request: 'GET /v1/memberships?roomId=ROOM&personEmail=ada%2Bbot%40example.com',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [{ roomId: 'ROOM', personId: 'PERSON', isModerator: true }],
      request: 'POST /v1/memberships',
      body: { roomId: 'ROOM', personId: 'PERSON', isModerator: true },
      answer: membership,
    },
    {
      method: 'create',
      arguments: [{ roomId: 'ROOM', personEmail: 'ada@example.com', isModerator: undefined }],
      request: 'POST /v1/memberships',
      body: { roomId: 'ROOM', personEmail: 'ada@example.com' },
      answer: membership,
    },
    {
      method: 'get',
      arguments: ['MEMBERSHIP'],
      request: 'GET /v1/memberships/MEMBERSHIP',
      answer: membership,
    },
    {
      method: 'update',
      arguments: ['MEMBERSHIP', { isModerator: false, isRoomHidden: true }],
      request: 'PUT /v1/memberships/MEMBERSHIP',
      body: { isModerator: false, isRoomHidden: true },
      answer: membership,
    },
    {
      method: 'update',
      arguments: ['MEMBERSHIP', { isModerator: true }],
      request: 'PUT /v1/memberships/MEMBERSHIP',
      body: { isModerator: true },
      answer: membership,
    },
    {
      method: 'update',
      arguments: [
        'MEMBERSHIP',
        {
          id: 'MEMBERSHIP',
          roomId: 'ROOM',
          personId: 'PERSON',
          personEmail: 'ada@example.com',
          personDisplayName: 'Ada',
          personOrgId: 'ORGANIZATION',
          roomType: 'group',
          isMonitor: false,
          created: '2026-11-24T10:00:00.000Z',
          isModerator: true,
        },
      ],
      request: 'PUT /v1/memberships/MEMBERSHIP',
      body: { isModerator: true },
      answer: membership,
    },
    { method: 'delete', arguments: ['MEMBERSHIP'], request: 'DELETE /v1/memberships/MEMBERSHIP' },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  test.each([
    ['nobody', { roomId: 'ROOM' }, /One of "personId" and "personEmail" is required/],
    ['one person twice', { roomId: 'ROOM', personId: 'P', personEmail: 'p@example.com' }, /Only one of/],
    ['no room', { personId: 'P' }, /"roomId" is required/],
    ['an empty person', { roomId: 'ROOM', personId: '' }, /"personId" must not be empty/],
    [
      'a person that is null',
      { roomId: 'ROOM', personId: null },
      /One of "personId" and "personEmail" is required/,
    ],
    [
      'a person by an object',
      { roomId: 'ROOM', personId: { id: 5 } },
      /"personId" must be a string, got object/,
    ],
  ])('%s', async (_, parameters, message) => {
    const server = await startScriptedServer([]);
    const error = await create(server.url)
      .create(parameters as never)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  test('an update of nothing', async () => {
    const server = await startScriptedServer([]);
    const call = create(server.url).update('MEMBERSHIP', { isModerator: undefined } as never);
    await expect(call).rejects.toThrow(/One of "isModerator" and "isRoomHidden" is required/);
    expect(server.requests).toEqual([]);
  });

  test('a list of one person by id and address', async () => {
    const server = await startScriptedServer([]);
    const list = () =>
      create(server.url).list({ roomId: 'ROOM', personId: 'P', personEmail: 'p@example.com' });
    expect(list).toThrow(/Only one of "personId" and "personEmail"/);
    expect(server.requests).toEqual([]);
  });
});
