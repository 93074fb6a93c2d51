import { startScriptedServer } from '@wxt/testing';
import { expect, test } from 'vitest';
import { Session } from '../../src/index.js';

const connect = (baseUrl: string) => new Session({ accessToken: 'token', baseUrl });

test('read-only attributes of a body are checked but sent through extraBody only', async () => {
  const server = await startScriptedServer([{}, {}]);
  const session = connect(server.url);
  const request = { body: { id: 'A', name: 'a', html: '<b>' }, readOnlyFields: ['id', 'html'] };
  await session.put(['things', 'A'], request);
  await session.put(['things', 'A'], { ...request, extraBody: { html: '<i>' } });
  expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([
    { name: 'a' },
    { name: 'a', html: '<i>' },
  ]);
  const rules = { unsupported: { html: 'Send markdown.' } };
  await expect(session.put(['things', 'A'], { ...request, rules })).rejects.toThrow(
    /"html" can't be given here/,
  );
  expect(server.requests).toHaveLength(2);
});

test('a parameter named like a member of Object.prototype is not treated as given', async () => {
  const server = await startScriptedServer([{}]);
  const rules = { required: ['name'], atLeastOne: ['toString', 'constructor'] };
  await expect(connect(server.url).post(['things'], { body: { name: 'a' }, rules })).rejects.toThrow(
    /One of "toString" and "constructor" is required/,
  );
  expect(server.requests).toEqual([]);
});
