import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Session } from '../../src/index.js';

/** Names that every object inherits something under. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'];

describe.each(inherited)('a parameter named %s', (name) => {
  const send = async (request: object, method: 'get' | 'post' = 'post') => {
    const server = await startScriptedServer([{}]);
    await new Session({ accessToken: 'token', baseUrl: server.url })[method](['widgets'], request);
    return server.requests[0];
  };

  test('is sent in the body as it is, with and without fieldNames', async () => {
    expect(JSON.parse((await send({ body: { [name]: 'a' } }))?.body ?? '')).toEqual({ [name]: 'a' });
    const renamed = await send({ body: { [name]: 'a', b: 1 }, fieldNames: { b: 'c' } });
    expect(JSON.parse(renamed?.body ?? '')).toEqual({ [name]: 'a', c: 1 });
  });

  test('is sent in the query and in a form as it is', async () => {
    expect((await send({ query: { [name]: 'a' }, fieldNames: {} }, 'get'))?.target).toBe(
      `/v1/widgets?${name}=a`,
    );
    expect((await send({ form: { [name]: 'a' }, fieldNames: {} }))?.body).toBe(`${name}=a`);
  });

  test('is sent as a header if it is a header parameter', async () => {
    const sent = await send({ query: { [name]: 'a' }, headerFields: [name] }, 'get');
    expect(sent?.headers[name.toLowerCase()]).toBe('a');
  });

  test('is not taken for a file, a rule or advice', async () => {
    const rules = { maxBytes: { [name]: 5 }, maxItems: {}, advice: {} };
    await expect(send({ body: { [name]: 'abcdef' }, uploads: {}, rules })).rejects.toThrow(
      new TypeError(`"${name}" may take 5 bytes in UTF-8, got 6.`),
    );
  });
});

test('a body with an own attribute __proto__ is sent with it', async () => {
  const server = await startScriptedServer([{}]);
  const session = new Session({ accessToken: 'token', baseUrl: server.url });
  await session.post(['widgets'], { body: JSON.parse('{"__proto__":{"a":1},"b":2}') });
  expect(server.requests[0]?.body).toBe('{"__proto__":{"a":1},"b":2}');
});
