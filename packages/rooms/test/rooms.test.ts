import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Rooms, Session } from '../src/index.js';

const create = (baseUrl: string) => new Rooms(new Session({ accessToken: 'token', baseUrl }));
const room = { id: 'ROOM', title: 'Lab', type: 'group', isLocked: false };

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/rooms', list: 'link' },
    {
      method: 'list',
      arguments: [{ teamId: 'TEAM', type: 'group', sortBy: 'created', max: 2, from: undefined }],
      request: 'GET /v1/rooms?teamId=TEAM&type=group&sortBy=created&max=2',
      list: 'link',
    },
    {
      method: 'list',
      arguments: [{ orgPublicSpaces: false, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }],
      request:
        'GET /v1/rooms?orgPublicSpaces=false&from=2026-01-01T00%3A00%3A00Z&to=2026-02-01T00%3A00%3A00Z',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [
        {
          title: 'Lab',
          teamId: 'TEAM',
          classificationId: 'CLASS',
          isLocked: true,
          isPublic: true,
          description: 'Öffentlich',
          isAnnouncementOnly: false,
        },
      ],
      request: 'POST /v1/rooms',
      body: {
        title: 'Lab',
        teamId: 'TEAM',
        classificationId: 'CLASS',
        isLocked: true,
        isPublic: true,
        description: 'Öffentlich',
        isAnnouncementOnly: false,
      },
      answer: room,
    },
    { method: 'get', arguments: ['ROOM'], request: 'GET /v1/rooms/ROOM', answer: room },
    {
      method: 'getMeetingInfo',
      arguments: ['ROOM'],
      request: 'GET /v1/rooms/ROOM/meetingInfo',
      answer: { roomId: 'ROOM', sipAddress: 'lab@example.com' },
    },
    {
      method: 'update',
      arguments: [
        'ROOM',
        {
          title: 'Lab 2',
          classificationId: 'CLASS',
          teamId: 'TEAM',
          isLocked: false,
          isPublic: false,
          description: ' ',
          isAnnouncementOnly: false,
          isReadOnly: true,
        },
      ],
      request: 'PUT /v1/rooms/ROOM',
      body: {
        title: 'Lab 2',
        classificationId: 'CLASS',
        teamId: 'TEAM',
        isLocked: false,
        isPublic: false,
        description: ' ',
        isAnnouncementOnly: false,
        isReadOnly: true,
      },
      answer: room,
    },
    { method: 'delete', arguments: ['ROOM'], request: 'DELETE /v1/rooms/ROOM' },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  test.each([
    [
      'a room without a title',
      (rooms: Rooms) => rooms.create({} as { title: string }),
      /"title" is required/,
    ],
    ['an empty title', (rooms: Rooms) => rooms.create({ title: ' ' }), /"title" must not be empty/],
    [
      'an update without a title',
      (rooms: Rooms) => rooms.update('ROOM', {} as { title: string }),
      /"title" is required/,
    ],
    ['an empty team', (rooms: Rooms) => rooms.list({ teamId: '' }).toArray(), /"teamId" must not be empty/],
    ['a page of nothing', (rooms: Rooms) => rooms.list({ max: 0 }).toArray(), /"max"/],
    [
      'public rooms of a team',
      (rooms: Rooms) => rooms.list({ orgPublicSpaces: true, teamId: 'TEAM' }).toArray(),
      /Only one of "orgPublicSpaces" and "teamId"/,
    ],
  ])('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await (async () => call(create(server.url)))().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});

test('take asks for a page no larger than needed, up to what the service allows', async () => {
  const items = Array.from({ length: 25 }, (_, index) => ({ id: String(index) }));
  const server = await startScriptedServer(() => ({ json: { items } }));
  const rooms = create(server.url);
  expect(await rooms.list({ type: 'group' }).toArray(25)).toHaveLength(25);
  expect(await rooms.list().toArray(1001)).toHaveLength(25);
  expect(await rooms.list({ max: 7 }).toArray(2)).toHaveLength(2);
  expect(server.requests.map((request) => request.target)).toEqual([
    '/v1/rooms?type=group&max=25',
    '/v1/rooms',
    '/v1/rooms?max=7',
  ]);
});
