import { conformance, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { Guests, MalformedResponseError, Session } from '../src/index.js';

const create = (baseUrl: string) => new Guests(new Session({ accessToken: 'token', baseUrl }));
const guest = {
  id: 'PERSON',
  subject: 'guest-1',
  displayName: 'Ada',
  email: 'made-up@appid.ciscospark.com',
  accessToken: 'GUEST',
  expiresIn: 64799,
};

conformance({
  create,
  rows: [
    {
      method: 'create',
      arguments: [{ subject: 'guest-1', displayName: 'Ada' }],
      request: 'POST /v1/guests/token',
      body: { subject: 'guest-1', displayName: 'Ada' },
      answer: guest,
    },
    { method: 'count', arguments: [], request: 'GET /v1/guests/count', answer: 112 },
  ],
  invalid: [
    [
      'create() without subject',
      (guests) => guests.create({ displayName: 'Ada' } as never),
      /"subject" is required/,
    ],
    [
      'create() with an empty subject',
      (guests) => guests.create({ subject: '', displayName: 'Ada' }),
      /"subject" must not be empty/,
    ],
    [
      'create() without displayName',
      (guests) => guests.create({ subject: 'guest-1' } as never),
      /"displayName" is required/,
    ],
    [
      'create() with a blank displayName',
      (guests) => guests.create({ subject: 'guest-1', displayName: ' ' }),
      /"displayName" must not be empty/,
    ],
  ],
});

test.each([0, 112])('counts %d guests', async (count) => {
  const server = await startScriptedServer([
    { body: String(count), headers: { 'content-type': 'text/plain' } },
  ]);
  expect(await create(server.url).count()).toBe(count);
  expect(server.requests[0]?.headers.accept).toMatch(/^text\/plain\b/);
});

test('a caller can accept something else', async () => {
  const server = await startScriptedServer([{ body: '5' }]);
  await create(server.url).count({ headers: { Accept: '*/*' } });
  expect(server.requests[0]?.headers.accept).toBe('*/*');
});

test('a count that is none is an error', async () => {
  const server = await startScriptedServer([{ body: 'a few', headers: { 'content-type': 'text/plain' } }]);
  await expect(create(server.url).count()).rejects.toThrow(MalformedResponseError);
});
