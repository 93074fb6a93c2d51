import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { ApiError, type AssignLicenses, Licenses, ServerError, Session } from '../src/index.js';

const create = (baseUrl: string) => new Licenses(new Session({ accessToken: 'token', baseUrl }));
const license = { id: 'LICENSE', name: 'Meeting - Webex Meeting Center', totalUnits: 50, consumedUnits: 5 };
const assignment: AssignLicenses = {
  email: 'ada@example.com',
  personId: 'PERSON',
  orgId: 'ORGANIZATION',
  licenses: [
    {
      id: 'CALLING',
      operation: 'add',
      properties: { locationId: 'LOCATION', phoneNumber: '+4712345678', extension: '133' },
    },
    { id: 'MEETING', operation: 'remove' },
  ],
  siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'attendee', operation: 'add' }],
};
const assigned = {
  orgId: 'ORGANIZATION',
  personId: 'PERSON',
  email: 'ada@example.com',
  licenses: ['CALLING'],
  siteUrls: [{ siteUrl: 'example.webex.com', accountType: 'attendee' }],
};

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/licenses', list: 'link' },
    {
      method: 'list',
      arguments: [{ orgId: 'ORGANIZATION' }],
      request: 'GET /v1/licenses?orgId=ORGANIZATION',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [{ name: 'Meeting', units: 0 }],
      request: 'POST /v1/licenses',
      body: { name: 'Meeting', units: 0 },
      answer: license,
    },
    { method: 'get', arguments: ['LICENSE', {}], request: 'GET /v1/licenses/LICENSE', answer: license },
    {
      method: 'get',
      arguments: ['LICENSE', { includeAssignedTo: 'user', next: 'cursor/2', limit: 300 }],
      request: 'GET /v1/licenses/LICENSE?includeAssignedTo=user&next=cursor%2F2&limit=300',
      answer: { ...license, users: [{ id: 'PERSON', type: 'INTERNAL', email: 'ada@example.com' }] },
    },
    {
      method: 'assign',
      arguments: [assignment],
      request: 'PATCH /v1/licenses/users',
      body: assignment,
      answer: assigned,
    },
    {
      method: 'assign',
      arguments: [{ email: 'ada@example.com', personId: undefined, licenses: [{ id: 'MEETING' }] }],
      request: 'PATCH /v1/licenses/users',
      body: { email: 'ada@example.com', licenses: [{ id: 'MEETING' }] },
      answer: assigned,
    },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  test.each([
    ['nobody', { licenses: [{ id: 'MEETING' }] }, /One of "email" and "personId" is required/],
    ['an empty person', { personId: '' }, /"personId" must not be empty/],
    ['an empty organization', { personId: 'PERSON', orgId: ' ' }, /"orgId" must not be empty/],
  ])('%s', async (_, parameters, message) => {
    const server = await startScriptedServer([]);
    const error = await create(server.url)
      .assign(parameters as never)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});

test('an assignment that was done in part is no error', async () => {
  const server = await startScriptedServer([{ status: 206, json: assigned }]);
  expect(await create(server.url).assign(assignment)).toEqual(assigned);
});

test('an assignment that may have been done is not sent again', async () => {
  const server = await startScriptedServer(() => ({ status: 502 }));
  await expect(create(server.url).assign(assignment)).rejects.toThrow(ServerError);
  expect(server.requests).toHaveLength(1);
});

test('a creation the service refuses surfaces as an ApiError', async () => {
  const server = await startScriptedServer([{ status: 405, json: { message: 'Not here' } }]);
  const error = await create(server.url)
    .create({ name: 'Meeting' })
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 405, method: 'POST' });
});
