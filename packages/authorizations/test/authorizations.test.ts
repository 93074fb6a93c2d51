import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Authorizations, Session } from '../src/index.js';

const create = (baseUrl: string) => new Authorizations(new Session({ accessToken: 'token', baseUrl }));

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [{ personId: 'PERSON' }],
      request: 'GET /v1/authorizations?personId=PERSON',
      list: 'link',
    },
    {
      method: 'list',
      arguments: [{ personId: undefined, personEmail: 'ada+test@example.com' }],
      request: 'GET /v1/authorizations?personEmail=ada%2Btest%40example.com',
      list: 'link',
    },
    { method: 'delete', arguments: ['AUTHORIZATION'], request: 'DELETE /v1/authorizations/AUTHORIZATION' },
    {
      method: 'deleteByClient',
      arguments: [{ clientId: 'C0ffee', orgId: 'ORGANIZATION' }],
      request: 'DELETE /v1/authorizations?clientId=C0ffee&orgId=ORGANIZATION',
    },
    {
      method: 'deleteByClient',
      arguments: [{ clientId: 'a b&orgId=c' }],
      request: 'DELETE /v1/authorizations?clientId=a%20b%26orgId%3Dc',
    },
    {
      method: 'getTokenExpiry',
      arguments: [],
      request: 'GET /v1/authorizations/tokenExpiry',
      answer: { exp: 1768630439322 },
    },
  ],
});

describe('a call with wrong parameters throws a TypeError before anything is sent', () => {
  test.each<[string, string, object, RegExp]>([
    ['list() without a person', 'list', {}, /One of "personId" and "personEmail" is required/],
    [
      'list() with an id and an address',
      'list',
      { personId: 'P', personEmail: 'a@example.com' },
      /Only one of/,
    ],
    ['list() with an empty id', 'list', { personId: '' }, /"personId" must not be empty/],
    ['deleteByClient() without a client', 'deleteByClient', {}, /"clientId" is required/],
    [
      'deleteByClient() with an empty client',
      'deleteByClient',
      { clientId: ' ' },
      /"clientId" must not be empty/,
    ],
    [
      'deleteByClient() with an empty organization',
      'deleteByClient',
      { clientId: 'C', orgId: '' },
      /"orgId" must/,
    ],
  ])('%s', async (_, method, parameters, message) => {
    const server = await startScriptedServer([]);
    const authorizations = create(server.url);
    const call = async () =>
      method === 'list'
        ? authorizations.list(parameters).toArray()
        : authorizations.deleteByClient(parameters as { clientId: string });
    await expect(call()).rejects.toThrow(TypeError);
    await expect(call()).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });
});
