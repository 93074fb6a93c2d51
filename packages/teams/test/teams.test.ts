import { conformance } from '@wxt/testing';
import { Session, Teams } from '../src/index.js';

const create = (baseUrl: string) => new Teams(new Session({ accessToken: 'token', baseUrl }));
const team = { id: 'TEAM', name: 'Engines', created: '2026-11-24T10:00:00.000Z' };

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/teams', list: 'link' },
    { method: 'list', arguments: [{ max: 2 }], request: 'GET /v1/teams?max=2', list: 'link' },
    {
      method: 'create',
      arguments: [{ name: 'Engines', description: 'Analytical' }],
      request: 'POST /v1/teams',
      body: { name: 'Engines', description: 'Analytical' },
      answer: team,
    },
    { method: 'get', arguments: ['TEAM'], request: 'GET /v1/teams/TEAM', answer: team },
    {
      method: 'update',
      arguments: ['TEAM', { name: 'Engines', description: '' }],
      request: 'PUT /v1/teams/TEAM',
      body: { name: 'Engines', description: '' },
      answer: team,
    },
    { method: 'delete', arguments: ['TEAM'], request: 'DELETE /v1/teams/TEAM' },
  ],
  invalid: [
    ['create() without name', (teams) => teams.create({} as never), /"name" is required/],
    ['create() with a blank name', (teams) => teams.create({ name: ' ' }), /"name" must not be empty/],
    ['update() without name', (teams) => teams.update('TEAM', {} as never), /"name" is required/],
    ['list() with max: 0', (teams) => teams.list({ max: 0 }), /"max"/],
  ],
});
