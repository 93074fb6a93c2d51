import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  type ChangePerson,
  MalformedResponseError,
  NotFoundError,
  People,
  type RequestOptions,
  ServerError,
  Session,
} from '../src/index.js';

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
      answer: person,
    },
    { method: 'delete', arguments: ['PERSON'], request: 'DELETE /v1/people/PERSON' },
  ],
  besides: ['change'],
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
      .create(parameters as never)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
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
    '/v1/people?callingData=true&max=100',
    '/v1/people?callingData=true&max=100',
    '/v1/people?locationId=LOCATION&max=50',
    '/v1/people?max=1000',
  ]);
});

describe('list() of more ids than the service takes at once', () => {
  const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `P${index}`);

  /** Answers with the people of the ids, in pages of 50, but for those of every tenth id. */
  const startPeople = async () => {
    const server = await startScriptedServer(({ target }) => {
      const { searchParams } = new URL(target, 'http://127.0.0.1');
      const ids = (searchParams.get('id') ?? '').split(',');
      if (ids.length > 85) return { status: 400, json: { message: 'too many ids' } };
      const known = ids.filter((id) => !id.endsWith('9'));
      const from = Number(searchParams.get('cursor') ?? 0);
      const next = `${server.url}people?id=${ids.join(',')}&cursor=${from + 50}`;
      const headers: Record<string, string> =
        known.length > from + 50 ? { link: `<${next}>; rel="next"` } : {};
      const notFoundIds = ids.filter((id) => id.endsWith('9'));
      return { json: { items: known.slice(from, from + 50).map((id) => ({ id })), notFoundIds }, headers };
    });
    return { server, people: create(server.url) };
  };
  const known = (count: number) => idsOf(count).filter((id) => !id.endsWith('9'));

  test.each([85, 86, 170, 171, 400])('lists the people of %i ids in their order', async (count) => {
    const { server, people } = await startPeople();
    const found = await people.list({ id: idsOf(count) }).toArray();
    expect(found.map(({ id }) => id)).toEqual(known(count));
    const first = server.requests.filter(({ target }) => !target.includes('cursor'));
    expect(first.map(({ target }) => target)).toEqual(
      Array.from({ length: Math.ceil(count / 85) }, (_, part) => {
        return `/v1/people?id=${idsOf(count)
          .slice(part * 85, part * 85 + 85)
          .join(',')}`;
      }),
    );
  });

  test('takes them as one comma-separated text, and asks for each once', async () => {
    const { server, people } = await startPeople();
    const id = [...idsOf(90), ...idsOf(90)];
    expect(await people.list({ id: id.join(',') }).toArray()).toHaveLength(81);
    expect(await people.list({ id }).toArray()).toHaveLength(81);
    expect(server.requests.filter(({ target }) => !target.includes('cursor'))).toHaveLength(4);
  });

  test('asks for the next ids only when they are needed, with the other parameters and options', async () => {
    const { server, people } = await startPeople();
    const list = people.list({ id: idsOf(300), callingData: true }, { headers: { 'x-a': 'b' } });
    expect(server.requests).toEqual([]);
    expect((await list.first())?.id).toBe('P0');
    expect((await list.toArray(0)).length).toBe(0);
    expect(server.requests).toHaveLength(1);
    const ids: string[] = [];
    for await (const { id } of list.take(80)) ids.push(id);
    expect(ids).toEqual(known(300).slice(0, 80));
    expect(server.requests.some(({ target }) => target.includes('P200'))).toBe(false);
    for (const { target, headers } of server.requests) {
      if (!target.includes('cursor')) expect(target).toContain('callingData=true');
      expect(headers['x-a']).toBe('b');
    }
    expect(() => list.take(-1)).toThrow(RangeError);
    await expect(list.toArray(1.5)).rejects.toThrow(RangeError);
  });

  test('has the ids that belong to nobody beside the items of each page', async () => {
    const { people } = await startPeople();
    const notFound: string[] = [];
    for await (const { notFoundIds = [] } of people.list({ id: idsOf(200) }).pages())
      notFound.push(...notFoundIds);
    expect(new Set(notFound)).toEqual(new Set(idsOf(200).filter((id) => id.endsWith('9'))));
  });

  test('is empty, and sends nothing, for no ids', async () => {
    const { server, people } = await startPeople();
    expect(await people.list({ id: [] }).toArray()).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test('rejects an empty id among them before anything is sent', async () => {
    const { server, people } = await startPeople();
    expect(() => people.list({ id: [...idsOf(100), ''] })).toThrow(/"id" must not be empty/);
    expect(server.requests).toEqual([]);
  });

  test('ends with its signal', async () => {
    const { people } = await startPeople();
    const controller = new AbortController();
    const reason = new Error('enough');
    const reading = (async () => {
      for await (const { id } of people.list({ id: idsOf(400) }, { signal: controller.signal }))
        if (id === 'P100') controller.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
  });
});

describe('a person with minResponse', () => {
  test('is created with an id alone', async () => {
    const server = await startScriptedServer([{ json: { id: 'PERSON' } }]);
    const details = { emails: ['ada@example.com'], firstName: 'Ada', minResponse: true } as const;
    expect(await create(server.url).create(details)).toEqual({ id: 'PERSON' });
    expect(server.requests[0]?.target).toBe('/v1/people?minResponse=true');
  });

  test('is updated without an answer', async () => {
    const server = await startScriptedServer([{ status: 204 }]);
    expect(
      await create(server.url).update('PERSON', { displayName: 'Ada', minResponse: true }),
    ).toBeUndefined();
  });

  test.each([false, undefined])(
    '%s rejects with a MalformedResponseError if nothing comes back',
    async (minResponse) => {
      const server = await startScriptedServer([{ status: 204 }, { body: '' }]);
      const people = create(server.url);
      await expect(people.update('PERSON', { displayName: 'Ada', minResponse })).rejects.toThrow(
        MalformedResponseError,
      );
      await expect(
        people.create({ emails: ['ada@example.com'], displayName: 'Ada', minResponse }),
      ).rejects.toThrow(MalformedResponseError);
      expect(server.requests).toHaveLength(2);
    },
  );
});

test('create() counts empty names and addresses as not given', async () => {
  const server = await startScriptedServer([]);
  const people = create(server.url);
  await expect(people.create({ emails: [' '], displayName: 'Ada' })).rejects.toThrow(
    '"emails" must not be empty.',
  );
  await expect(people.create({ emails: [], displayName: 'Ada' })).rejects.toThrow(
    '"emails" must not be empty.',
  );
  await expect(people.create({ emails: ['a@example.com'], displayName: '', lastName: ' ' })).rejects.toThrow(
    /One of "displayName", "firstName", and "lastName" is required, "displayName" and "lastName" are empty/,
  );
  expect(server.requests).toEqual([]);
});

test('update() sends empty values, which clear an attribute', async () => {
  const server = await startScriptedServer([{ json: person }]);
  const cleared = { displayName: 'Ada', nickName: '', title: '', licenses: [], department: null as never };
  await create(server.url).update('PERSON', cleared);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(cleared);
});

describe('change()', () => {
  const read = {
    ...person,
    ...details,
    nickName: 'Ada',
    timezone: 'Europe/London',
    loginEnabled: true,
    attributeOfTomorrow: { nested: [1] },
  };
  const readOnly = {
    created: '2026-11-24T10:00:00.000Z',
    lastModified: '2026-11-24T10:00:00.000Z',
    lastActivity: '2026-11-24T10:00:00.000Z',
    sipAddresses: [{ type: 'enterprise', value: 'ada@sip.example' }],
    xmppFederationJid: 'ada@jid.example',
    status: 'active',
    invitePending: false,
  };
  const { id: _id, type: _type, ...writable } = read;
  const changed = async (changes: ChangePerson, options?: RequestOptions) => {
    const server = await startScriptedServer([{ json: { ...read, ...readOnly } }, { json: person }]);
    expect(await create(server.url).change('PERSON', changes, options)).toEqual(person);
    const [first, second] = server.requests;
    expect(`${first?.method} ${first?.target}`).toBe('GET /v1/people/PERSON?callingData=true');
    return { target: `${second?.method} ${second?.target}`, body: JSON.parse(second?.body ?? '') };
  };

  test('sends everything back that can be set, with the changes', async () => {
    const { target, body } = await changed({ title: 'Analyst', department: undefined });
    expect(target).toBe('PUT /v1/people/PERSON?callingData=true');
    expect(body).toEqual({ ...writable, title: 'Analyst' });
  });

  test('clears what is given as empty', async () => {
    expect((await changed({ licenses: [], department: '' })).body).toEqual({
      ...writable,
      licenses: [],
      department: '',
    });
  });

  test('does not send an old manager beside a new one', async () => {
    const { manager: _manager, managerId: _managerId, ...others } = writable;
    expect((await changed({ managerId: 'OTHER' })).body).toEqual({ ...others, managerId: 'OTHER' });
    expect((await changed({ manager: 'Mary' })).body).toEqual({ ...others, manager: 'Mary' });
  });

  test('takes showAllTypes, and options for what it sends', async () => {
    const options = { extraQuery: { extra: 1 }, extraBody: { timezone: 'Europe/Oslo' } };
    const { target, body } = await changed({ siteUrls: [], showAllTypes: true }, options);
    expect(target).toBe('PUT /v1/people/PERSON?showAllTypes=true&callingData=true&extra=1');
    expect(body).toEqual({ ...writable, siteUrls: [], timezone: 'Europe/Oslo' });
  });

  test.each([{}, { title: undefined }])('with %j rejects before anything is sent', async (changes) => {
    const server = await startScriptedServer([]);
    await expect(create(server.url).change('PERSON', changes)).rejects.toThrow(
      'Give at least one attribute to change.',
    );
    expect(server.requests).toEqual([]);
  });

  test('does not write if the person cannot be read', async () => {
    const server = await startScriptedServer([{ status: 404, json: { message: 'Nobody' } }]);
    await expect(create(server.url).change('PERSON', { title: 'Analyst' })).rejects.toThrow(NotFoundError);
    expect(server.requests).toHaveLength(1);
  });
});
