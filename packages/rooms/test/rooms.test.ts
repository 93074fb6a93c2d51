import { conformance, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
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
  invalid: [
    ['create() without title', (rooms) => rooms.create({} as { title: string }), /"title" is required/],
    ['create() with a blank title', (rooms) => rooms.create({ title: ' ' }), /"title" must not be empty/],
    [
      'update() without title',
      (rooms) => rooms.update('ROOM', {} as { title: string }),
      /"title" is required/,
    ],
    ['list() with an empty teamId', (rooms) => rooms.list({ teamId: '' }), /"teamId" must not be empty/],
    ['list() with max: 0', (rooms) => rooms.list({ max: 0 }), /"max"/],
    [
      'list() with orgPublicSpaces and teamId',
      (rooms) => rooms.list({ orgPublicSpaces: true, teamId: 'TEAM' }),
      /Only one of "orgPublicSpaces" and "teamId"/,
    ],
  ],
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
    '/v1/rooms?max=1000',
    '/v1/rooms?max=7',
  ]);
});
