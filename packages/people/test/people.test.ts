import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { People, ServerError, Session } from '../src/index.js';

const create = (baseUrl: string) => new People(new Session({ accessToken: 'token', baseUrl }));
const person = { id: 'PERSON', emails: ['ada@example.com'], displayName: 'Ada', type: 'person' };
const details = {
  emails: ['ada@example.com'],
  phoneNumbers: [{ type: 'work', value: '+47 1234' }],
  extension: '1234',
  locationId: 'LOCATION',
  displayName: 'Ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  avatar: 'https://example.com/ada.png',
  orgId: 'ORGANIZATION',
  roles: ['ROLE'],
  licenses: [],
  department: 'Engines',
  manager: 'Charles',
  managerId: 'MANAGER',
  title: 'Countess',
  addresses: [{ type: 'work', country: 'GB', locality: 'London' }],
  siteUrls: ['example.webex.com#attendee'],
};

conformance({
  create,
  rows: [
    { method: 'list', arguments: [{}], request: 'GET /v1/people', list: 'link' },
    {
      method: 'list',
      arguments: [
        {
          email: 'ada@example.com',
          displayName: 'Ada',
          id: ['A', 'B'],
          orgId: 'ORGANIZATION',
          roles: ['R', 'S'],
          callingData: false,
          locationId: 'LOCATION',
          max: 50,
          excludeStatus: true,
        },
      ],
      request:
        'GET /v1/people?email=ada%40example.com&displayName=Ada&id=A,B&orgId=ORGANIZATION&roles=R,S&callingData=false&locationId=LOCATION&max=50&excludeStatus=true',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [{ ...details, callingData: true, minResponse: false }],
      request: 'POST /v1/people?callingData=true&minResponse=false',
      body: details,
      answer: person,
    },
    { method: 'get', arguments: ['PERSON', {}], request: 'GET /v1/people/PERSON', answer: person },
    {
      method: 'get',
      arguments: ['PERSON', { callingData: true }],
      request: 'GET /v1/people/PERSON?callingData=true',
      answer: person,
    },
    { method: 'me', arguments: [{}], request: 'GET /v1/people/me', answer: person },
    {
      method: 'me',
      arguments: [{ callingData: true }],
      request: 'GET /v1/people/me?callingData=true',
      answer: person,
    },
    {
      method: 'update',
      arguments: [
        'PERSON',
        {
          ...details,
          nickName: 'Ada',
          loginEnabled: false,
          callingData: true,
          minResponse: true,
          showAllTypes: true,
        },
      ],
      request: 'PUT /v1/people/PERSON?callingData=true&minResponse=true&showAllTypes=true',
      body: { ...details, nickName: 'Ada', loginEnabled: false },
      answer: person,
    },
    {
      method: 'update',
      arguments: ['PERSON', { displayName: 'Ada' }],
      request: 'PUT /v1/people/PERSON',
      body: { displayName: 'Ada' },
    },
    { method: 'delete', arguments: ['PERSON'], request: 'DELETE /v1/people/PERSON' },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  test.each([
    ['no address', { displayName: 'Ada' }, /"emails" is required/],
    [
      'two addresses',
      { emails: ['a@example.com', 'b@example.com'], displayName: 'Ada' },
      /"emails" may hold 1 item/,
    ],
    [
      'no name',
      { emails: ['a@example.com'] },
      /One of "displayName", "firstName", and "lastName" is required/,
    ],
  ])('%s', async (_, parameters, message) => {
    const server = await startScriptedServer([]);
    const error = await create(server.url)
      .create(parameters as { emails: string[] })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });

  test('more ids than the service takes at once', () => {
    const id = Array.from({ length: 86 }, (_, index) => `P${index}`);
    expect(() => create('http://127.0.0.1:9/').list({ id })).toThrow(/"id" may hold 85 items, got 86/);
  });
});

test('ids that belong to nobody stand beside the items of a page', async () => {
  const server = await startScriptedServer([{ json: { items: [person], notFoundIds: ['B'] } }]);
  for await (const page of create(server.url)
    .list({ id: ['PERSON', 'B'] })
    .pages()) {
    expect(page.items).toEqual([person]);
    expect(page.notFoundIds).toEqual(['B']);
  }
  expect(server.requests).toHaveLength(1);
});

test('an update that may have been applied in part is not sent again', async () => {
  const server = await startScriptedServer(() => ({ status: 502 }));
  await expect(create(server.url).update('PERSON', { displayName: 'Ada' })).rejects.toThrow(ServerError);
  expect(server.requests).toHaveLength(1);
});

test('pages are no larger than the service allows for what is asked', async () => {
  const server = await startScriptedServer(() => ({ json: { items: [] } }));
  const people = create(server.url);
  await people.list({ callingData: true }).toArray(101);
  await people.list({ callingData: true }).toArray(100);
  await people.list({ locationId: 'LOCATION' }).toArray(51);
  await people.list().toArray(1000);
  expect(server.requests.map((request) => request.target)).toEqual([
    '/v1/people?callingData=true',
    '/v1/people?callingData=true&max=100',
    '/v1/people?locationId=LOCATION',
    '/v1/people?max=1000',
  ]);
});
