import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
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
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    ['a team without a name', (teams) => teams.create({} as never), /"name" is required/],
    ['an empty name', (teams) => teams.create({ name: ' ' }), /"name" must not be empty/],
    ['an update without a name', (teams) => teams.update('TEAM', {} as never), /"name" is required/],
    ['a page of nothing', (teams) => teams.list({ max: 0 }), /"max"/],
  ];
  test.each(rows)('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await (async () => call(create(server.url)))().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});
