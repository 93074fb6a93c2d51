import { conformance, startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { AdminAuditEvents, Session } from '../src/index.js';

const create = (baseUrl: string) => new AdminAuditEvents(new Session({ accessToken: 'token', baseUrl }));
const year = { orgId: 'ORGANIZATION', from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
const yearOnTheWire = 'orgId=ORGANIZATION&from=2025-01-01T00%3A00%3A00Z&to=2026-01-01T00%3A00%3A00Z';

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [year],
      request: `GET /v1/adminAudit/events?${yearOnTheWire}`,
      // A list that counts ends with a page of nothing; the tests below have more of it.
      answer: [],
      list: 'link',
    },
    {
      method: 'list',
      arguments: [{ ...year, actorId: 'PERSON', max: 200, offset: 0, eventCategories: ['LOGINS', 'LOGOUT'] }],
      request: `GET /v1/adminAudit/events?${yearOnTheWire}&actorId=PERSON&max=200&offset=0&eventCategories=LOGINS,LOGOUT`,
      answer: [],
      list: 'link',
    },
    {
      method: 'listCategories',
      arguments: [],
      request: 'GET /v1/adminAudit/eventCategories',
      answer: { eventCategories: ['LOGINS', 'LOGOUT'] },
    },
  ],
  invalid: [
    [
      'list() without orgId',
      (events) => events.list({ ...year, orgId: undefined as never }),
      /"orgId" is required/,
    ],
    [
      'list() with an empty orgId',
      (events) => events.list({ ...year, orgId: '' }),
      /"orgId" must not be empty/,
    ],
    [
      'list() without from',
      (events) => events.list({ ...year, from: undefined as never }),
      /"from" is required/,
    ],
    ['list() with an empty to', (events) => events.list({ ...year, to: '' }), /"to" must not be empty/],
    [
      'list() with a Date',
      (events) => events.list({ ...year, to: new Date(0) as never }),
      /"to" takes a date as text/,
    ],
    [
      'list() with a blank actorId',
      (events) => events.list({ ...year, actorId: ' ' }),
      /"actorId" must not be empty/,
    ],
    ['list() with max: 0', (events) => events.list({ ...year, max: 0 }), /"max"/],
  ],
});

const events = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
  id,
  data: { eventCategory: 'LOGINS' },
  later: null,
}));

/** Answers with at most two of the events, from the `offset` asked for, and without a link. */
const startCountingServer = () =>
  startScriptedServer(({ target }) => {
    const offset = Number(new URL(target, 'http://127.0.0.1').searchParams.get('offset'));
    return { json: { items: events.slice(offset, offset + 2) } };
  });

test('counts on by offset where there is no link, afresh each time', async () => {
  const server = await startCountingServer();
  const list = create(server.url).list({ ...year, eventCategories: ['LOGINS', 'LOGOUT'], max: 2 });
  expect(server.requests).toEqual([]);
  expect(await list.toArray()).toEqual(events);
  expect(await list.toArray()).toEqual(events);
  const queries = server.requests.map(({ target }) => new URL(target, 'http://127.0.0.1').searchParams);
  expect(queries.map((query) => query.get('offset'))).toEqual([null, '2', '4', '5', null, '2', '4', '5']);
  for (const query of queries) {
    query.delete('offset');
    expect(Object.fromEntries(query)).toEqual({ ...year, eventCategories: 'LOGINS,LOGOUT', max: '2' });
  }
});

test('counts on from where it was told to begin', async () => {
  const server = await startCountingServer();
  expect(
    await create(server.url)
      .list({ ...year, offset: 3 })
      .toArray(),
  ).toEqual(events.slice(3));
  expect(server.requests.map(({ target }) => /offset=(\d+)/.exec(target)?.[1])).toEqual(['3', '5']);
});

test('pages are no larger than the service allows', async () => {
  const server = await startScriptedServer(() => ({ json: { items: [] } }));
  const audit = create(server.url);
  await audit.list(year).toArray(200);
  await audit.list(year).toArray(201);
  expect(server.requests.map(({ target }) => target)).toEqual([
    `/v1/adminAudit/events?${yearOnTheWire}&max=200`,
    `/v1/adminAudit/events?${yearOnTheWire}&max=200`,
  ]);
});
