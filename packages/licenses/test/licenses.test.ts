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
  // Its pages hold the items under another name: see below.
  besides: ['listUsers'],
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

describe('listUsers()', () => {
  /** A license with so many users, and pages as the service sends them: the cursor is in the link. */
  const startLicense = async (count: number) => {
    const users = Array.from({ length: count }, (_, index) => ({
      id: `U${index}`,
      email: `u${index}@example.com`,
    }));
    const server = await startScriptedServer(({ target }) => {
      const { searchParams } = new URL(target, 'http://127.0.0.1');
      const limit = Number(searchParams.get('limit') ?? 300);
      const from = Number(searchParams.get('next')?.slice('cursor/'.length) ?? 0);
      const next = `${server.url}licenses/LICENSE?includeAssignedTo=user&limit=${limit}&next=cursor%2F${from + limit}`;
      const headers: Record<string, string> =
        from + limit < count
          ? { link: `<https://example.com/?next=x>; rel="first", <${next}>; rel="next"` }
          : {};
      return { json: { ...license, users: users.slice(from, from + limit) }, headers };
    });
    return { users, server, licenses: create(server.url) };
  };

  test('lists all users, page by page', async () => {
    const { users, server, licenses } = await startLicense(701);
    expect(await licenses.listUsers('LICENSE').toArray()).toEqual(users);
    expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'GET /v1/licenses/LICENSE?includeAssignedTo=user',
      'GET /v1/licenses/LICENSE?includeAssignedTo=user&next=cursor%2F300',
      'GET /v1/licenses/LICENSE?includeAssignedTo=user&next=cursor%2F600',
    ]);
  });

  test('fetches pages only as they are needed, and no more than are asked for', async () => {
    const { users, server, licenses } = await startLicense(701);
    const list = licenses.listUsers('LICENSE');
    expect(server.requests).toEqual([]);
    expect(await list.first()).toEqual(users[0]);
    expect(await list.toArray(20)).toEqual(users.slice(0, 20));
    expect(await licenses.listUsers('LICENSE', { limit: 200 }).toArray(301)).toEqual(users.slice(0, 301));
    expect(server.requests.map(({ target }) => target.replace(/.*=user/, ''))).toEqual([
      '&limit=1',
      '&limit=20',
      '&limit=200',
      '&next=cursor%2F200&limit=200',
    ]);
  });

  test('has the attributes of the license beside the users of each page', async () => {
    const { users, licenses } = await startLicense(301);
    const pages: unknown[] = [];
    for await (const page of licenses.listUsers('LICENSE').pages()) pages.push(page);
    expect(pages).toEqual([
      { ...license, items: users.slice(0, 300) },
      { ...license, items: users.slice(300) },
    ]);
  });

  test('is empty for a license without users', async () => {
    const server = await startScriptedServer([{ json: license }]);
    expect(await create(server.url).listUsers('LICENSE').toArray()).toEqual([]);
  });

  test('rejects in place of following a link in circles', async () => {
    const server = await startScriptedServer((_, index) => ({
      json: { ...license, users: [{ id: `U${index}` }] },
      headers: { link: '</v1/licenses/LICENSE?next=1>; rel=next' },
    }));
    await expect(create(server.url).listUsers('LICENSE').toArray()).rejects.toThrow(/^Pagination loop: /);
    expect(server.requests).toHaveLength(2);
  });

  test('sends the token and the id to its own API alone, wherever the link leads', async () => {
    const elsewhere = await startScriptedServer(() => ({}));
    const server = await startScriptedServer((_, index) => ({
      json: { ...license, users: [{ id: `U${index}` }] },
      headers: index === 0 ? { link: `<${elsewhere.url}people/me?next=2>; rel="next"` } : undefined,
    }));
    expect(await create(server.url).listUsers('a/b').toArray()).toEqual([{ id: 'U0' }, { id: 'U1' }]);
    expect(server.requests[1]?.target).toBe('/v1/licenses/a%2Fb?includeAssignedTo=user&next=2');
    expect(elsewhere.requests).toEqual([]);
  });

  test('calls onResponse for each page, and ends with its signal', async () => {
    const { licenses } = await startLicense(700);
    const controller = new AbortController();
    const statuses: number[] = [];
    const list = licenses.listUsers(
      'LICENSE',
      {},
      { signal: controller.signal, onResponse: ({ status }) => statuses.push(status) },
    );
    const reason = new Error('enough');
    const reading = (async () => {
      for await (const { id } of list) if (id === 'U299') controller.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    expect(statuses.length).toBeGreaterThan(0);
  });

  test.each([0, 301, 1.5, '5', Number.NaN])('rejects the page size %j before anything is sent', (limit) => {
    const list = () => create('http://127.0.0.1:9/v1/').listUsers('LICENSE', { limit: limit as number });
    expect(list).toThrow(new TypeError('"limit" is the size of a page: a whole number from 1 to 300.'));
  });

  test.each(['', ' ', undefined, 5])('rejects the id %j before anything is sent', async (id) => {
    const { server, licenses } = await startLicense(1);
    await expect(licenses.listUsers(id as string).toArray()).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });
});
