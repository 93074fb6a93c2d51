import { NotFoundError, Session } from '@wxt/core';
import { type Answer, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { createEvent } from '../src/index.js';

const missing: Answer = { status: 404, json: { message: 'Could not find it.' } };

/** An event about a thing on a server with these answers. */
async function open(resource: string, data: Record<string, unknown>, answers: readonly Answer[]) {
  const server = await startScriptedServer(answers);
  const session = new Session({ accessToken: 'TOKEN', baseUrl: server.url });
  const event = createEvent(
    { resource, event: 'created', data, actorId: undefined, source: 'webhook' },
    session,
  );
  return { event, targets: () => server.requests.map(({ target }) => target) };
}

describe('a 404 right after the event is tried again', () => {
  test('by message()', async () => {
    const { event, targets } = await open('messages', { id: 'M1' }, [
      missing,
      missing,
      { json: { id: 'M1' } },
    ]);
    if (event.name !== 'messages.created') throw new Error('It has another name.');
    expect(await event.message()).toEqual({ id: 'M1' });
    expect(targets()).toEqual(Array(3).fill('/v1/messages/M1'));
  });

  test('by attachmentAction() and the message() of its card', async () => {
    const answers = [missing, { json: { id: 'A1' } }, missing, { json: { id: 'M1' } }];
    const { event, targets } = await open('attachmentActions', { id: 'A1', messageId: 'M1' }, answers);
    if (event.name !== 'attachmentActions.created') throw new Error('It has another name.');
    expect(await event.attachmentAction()).toEqual({ id: 'A1' });
    expect(await event.message()).toEqual({ id: 'M1' });
    expect(targets()).toEqual([
      ...Array(2).fill('/v1/attachment/actions/A1'),
      ...Array(2).fill('/v1/messages/M1'),
    ]);
  });

  test('by membership() and room()', async () => {
    const membership = await open('memberships', { id: 'S1' }, [missing, { json: { id: 'S1' } }]);
    if (membership.event.name !== 'memberships.created') throw new Error('It has another name.');
    expect(await membership.event.membership()).toEqual({ id: 'S1' });
    const room = await open('rooms', { id: 'R1' }, [missing, { json: { id: 'R1' } }]);
    if (room.event.name !== 'rooms.created') throw new Error('It has another name.');
    expect(await room.event.room()).toEqual({ id: 'R1' });
  });

  test('for two seconds, then the error lists the usual causes', async () => {
    const { event, targets } = await open('messages', { id: 'M1' }, Array(20).fill(missing));
    if (event.name !== 'messages.created') throw new Error('It has another name.');
    const error: unknown = await event.message().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(String(error)).toMatch(/Could not find it\. Usual causes: .*deleted.*token.*mention/);
    expect(targets()).toHaveLength(6);
  });

  test('until the call’s signal aborts it, with the signal’s reason', async () => {
    const controller = new AbortController();
    const abort: Answer = { ...missing, after: Promise.resolve() };
    const { event } = await open('messages', { id: 'M1' }, Array(20).fill(abort));
    if (event.name !== 'messages.created') throw new Error('It has another name.');
    const reason = new Error('The program is closing.');
    const call = event.message({ signal: controller.signal, onResponse: () => controller.abort(reason) });
    await expect(call).rejects.toBe(reason);
  });

  test('no longer than the call’s totalTimeout', async () => {
    const { event, targets } = await open('messages', { id: 'M1' }, Array(20).fill(missing));
    if (event.name !== 'messages.created') throw new Error('It has another name.');
    await expect(event.message({ totalTimeout: 90 })).rejects.toThrow();
    expect(targets().length).toBeLessThan(2);
  });
});

test('other errors are not tried again', async () => {
  const { event, targets } = await open('messages', { id: 'M1' }, [{ status: 403, json: {} }]);
  if (event.name !== 'messages.created') throw new Error('It has another name.');
  await expect(event.message()).rejects.toMatchObject({ status: 403 });
  expect(targets()).toHaveLength(1);
});

test('an event without an id rejects with a TypeError before anything is sent', async () => {
  const { event, targets } = await open('messages', {}, []);
  if (event.name !== 'messages.created') throw new Error('It has another name.');
  await expect(event.message()).rejects.toThrow(TypeError);
  expect(targets()).toEqual([]);
});
