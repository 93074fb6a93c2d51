import { conformance, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { ApiError, Roles, Session } from '../src/index.js';

const create = (baseUrl: string) => new Roles(new Session({ accessToken: 'token', baseUrl }));
const role = { id: 'ROLE', name: 'Full Administrator' };

conformance({
  create,
  rows: [
    { method: 'list', arguments: [], request: 'GET /v1/roles', list: 'link' },
    {
      method: 'create',
      arguments: [{ name: 'Auditor', custom: true }],
      request: 'POST /v1/roles',
      body: { name: 'Auditor', custom: true },
      answer: role,
    },
    { method: 'get', arguments: ['ROLE'], request: 'GET /v1/roles/ROLE', answer: role },
  ],
});

test('a creation the service refuses surfaces as an ApiError', async () => {
  const server = await startScriptedServer([{ status: 405, json: { message: 'Not here' } }]);
  const error = await create(server.url)
    .create({ name: 'Auditor' })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 405, method: 'POST' });
});
