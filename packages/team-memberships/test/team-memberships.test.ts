import { conformance } from '@wxt/testing';
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
  invalid: [
    ['list() without teamId', (memberships) => memberships.list({} as never), /"teamId" is required/],
    [
      'create() without a person',
      (memberships) => memberships.create({ teamId: 'TEAM' } as never),
      /One of "personId" and "personEmail" is required/,
    ],
    [
      'create() with personId and personEmail',
      (memberships) =>
        memberships.create({ teamId: 'T', personId: 'P', personEmail: 'p@example.com' } as never),
      /Only one of/,
    ],
    [
      'update() without isModerator',
      (memberships) => memberships.update('M', {} as never),
      /"isModerator" is required/,
    ],
  ],
});
