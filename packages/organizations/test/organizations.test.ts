import { conformance, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { ApiError, ConflictError, Organizations, Session } from '../src/index.js';

const create = (baseUrl: string) => new Organizations(new Session({ accessToken: 'token', baseUrl }));
const organization = { id: 'ORGANIZATION', displayName: 'Acme, Inc.', created: '2015-10-18T14:26:16+00:00' };

conformance({
  create,
  rows: [
    { method: 'list', arguments: [], request: 'GET /v1/organizations', list: 'link' },
    {
      method: 'create',
      arguments: [{ displayName: 'Acme, Inc.', managed: false }],
      request: 'POST /v1/organizations',
      body: { displayName: 'Acme, Inc.', managed: false },
      answer: organization,
    },
    {
      method: 'get',
      arguments: ['ORGANIZATION'],
      request: 'GET /v1/organizations/ORGANIZATION',
      answer: organization,
    },
    { method: 'delete', arguments: ['ORGANIZATION'], request: 'DELETE /v1/organizations/ORGANIZATION' },
  ],
});

test('an organization that is still in use is not deleted', async () => {
  const server = await startScriptedServer([{ status: 409, json: { message: 'It has linked sites' } }]);
  const error = await create(server.url)
    .delete('ORGANIZATION')
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConflictError);
  expect(String(error)).toContain('It has linked sites');
});

test('a creation the service refuses surfaces as an ApiError', async () => {
  const server = await startScriptedServer([{ status: 405, json: { message: 'Not here' } }]);
  const error = await create(server.url)
    .create({ displayName: 'Acme, Inc.' })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 405, method: 'POST' });
});
