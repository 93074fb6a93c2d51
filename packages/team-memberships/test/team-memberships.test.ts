import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Session, TeamMemberships } from '../src/index.js';

const create = (baseUrl: string) => new TeamMemberships(new Session({ accessToken: 'token', baseUrl }));
const membership = { id: 'MEMBERSHIP', teamId: 'TEAM', personId: 'PERSON', isModerator: false };

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [{ teamId: 'TEAM', max: 2 }],
      request: 'GET /v1/team/memberships?teamId=TEAM&max=2',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [{ teamId: 'TEAM', personId: 'PERSON', isModerator: true }],
      request: 'POST /v1/team/memberships',
      body: { teamId: 'TEAM', personId: 'PERSON', isModerator: true },
      answer: membership,
    },
    {
      method: 'create',
      arguments: [{ teamId: 'TEAM', personEmail: 'ada@example.com' }],
      request: 'POST /v1/team/memberships',
      body: { teamId: 'TEAM', personEmail: 'ada@example.com' },
      answer: membership,
    },
    {
      method: 'get',
      arguments: ['MEMBERSHIP'],
      request: 'GET /v1/team/memberships/MEMBERSHIP',
      answer: membership,
    },
    {
      method: 'update',
      arguments: ['MEMBERSHIP', { isModerator: false }],
      request: 'PUT /v1/team/memberships/MEMBERSHIP',
      body: { isModerator: false },
      answer: membership,
    },
    { method: 'delete', arguments: ['MEMBERSHIP'], request: 'DELETE /v1/team/memberships/MEMBERSHIP' },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    ['a list of no team', (memberships) => memberships.list({} as never), /"teamId" is required/],
    [
      'nobody',
      (memberships) => memberships.create({ teamId: 'TEAM' } as never),
      /One of "personId" and "personEmail" is required/,
    ],
    [
      'one person twice',
      (memberships) =>
        memberships.create({ teamId: 'T', personId: 'P', personEmail: 'p@example.com' } as never),
      /Only one of/,
    ],
    [
      'an update of nothing',
      (memberships) => memberships.update('M', {} as never),
      /"isModerator" is required/,
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
