import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { Messages, NotFoundError, Session } from '../src/index.js';

const create = (baseUrl: string) => new Messages(new Session({ accessToken: 'token', baseUrl }));
const failure = (call: Promise<unknown>) => call.catch((error: unknown) => String(error));

describe('get()', () => {
  test('that finds nothing says what a bot can see', async () => {
    const server = await startScriptedServer([{ status: 404, json: { message: 'Not here' } }]);
    const error = await create(server.url)
      .get('Y2lzY29zcGFyazovL3VzL01FU1NBR0UvYQ')
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      message: expect.stringContaining('a bot sees only messages that mention it'),
    });
  });

  test.each([
    ['a UUID', '1a2b3c4d-0000-4000-8000-00000000abcd', /the id in the path is a UUID: toId/],
    ['an address', 'ciscospark://us/MESSAGE/1a2b3c4d-0000-4000-8000-00000000abcd', /ciscospark:\/\/ address/],
    ['a link', 'webexteams://im?space=1a2b3c4d-0000-4000-8000-00000000abcd', /link to the Webex app/],
    ['an email address', 'ada@example.com', /e-mail address/],
  ])('with %s where an id belongs says so after a 404', async (_, id, message) => {
    const server = await startScriptedServer([{ status: 404 }]);
    expect(await failure(create(server.url).get(id))).toMatch(message);
  });

  test('with the name of another endpoint is a TypeError and sends nothing', async () => {
    const server = await startScriptedServer([]);
    await expect(create(server.url).get('direct')).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });
});

describe('list()', () => {
  test('that is forbidden tells a bot to pass mentionedPeople, unless it did', async () => {
    const server = await startScriptedServer(() => ({ status: 403 }));
    const messages = create(server.url);
    expect(await failure(messages.list({ roomId: 'R' }).toArray())).toContain("pass mentionedPeople: 'me'");
    const error = await failure(messages.list({ roomId: 'R', mentionedPeople: 'me' }).toArray());
    expect(error).not.toContain('mentionedPeople: ');
  });

  test('of a room by its UUID says so after a 400', async () => {
    const server = await startScriptedServer([{ status: 400 }]);
    const roomId = '1a2b3c4d-0000-4000-8000-00000000abcd';
    expect(await failure(create(server.url).list({ roomId }).toArray())).toContain('"roomId" is a UUID');
  });
});
