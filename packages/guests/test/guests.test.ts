import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { type CreateGuest, Guests, MalformedResponseError, Session } from '../src/index.js';

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
    // What it answers with is no object: the test below has the answer.
    { method: 'count', arguments: [], request: 'GET /v1/guests/count' },
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

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, object, RegExp][] = [
    ['no subject', { subject: undefined }, /"subject" is required/],
    ['an empty subject', { subject: '' }, /"subject" must not be empty/],
    ['no name', { displayName: undefined }, /"displayName" is required/],
    ['an empty name', { displayName: ' ' }, /"displayName" must not be empty/],
  ];
  test.each(rows)('%s', async (_, wrong, message) => {
    const server = await startScriptedServer([]);
    const parameters: CreateGuest = { subject: 'guest-1', displayName: 'Ada', ...wrong };
    const error = await create(server.url)
      .create(parameters)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});
