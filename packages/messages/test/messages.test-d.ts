import { expectTypeOf, test } from 'vitest';
import type { CreateMessage, Message, Messages, Paginator } from '../src/index.js';

declare const messages: Messages;
declare const message: Message;

test('a message is open for what comes tomorrow', () => {
  expectTypeOf(message.text).toEqualTypeOf<string | undefined>();
  expectTypeOf(message.files).toEqualTypeOf<readonly string[] | undefined>();
  expectTypeOf(message.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('a message may lack the email address of its author', () => {
  expectTypeOf(message.personEmail).toEqualTypeOf<string | undefined>();
  expectTypeOf(message.errors?.text?.reason).toEqualTypeOf<string | undefined>();
});

test('a message has exactly one recipient', () => {
  messages.create({ roomId: 'ROOM', text: 'hello' });
  messages.create({ toPersonId: 'PERSON', roomId: undefined, text: 'hello' });
  const recipient =
    message.roomType === 'group' ? { roomId: message.roomId } : { toPersonEmail: 'bob@example.com' };
  messages.create({ ...recipient, text: 'hello' });
  expectTypeOf<CreateMessage['roomId']>().toEqualTypeOf<string | undefined>();
  // @ts-expect-error no recipient
  messages.create({ text: 'hello' });
  // @ts-expect-error two recipients
  messages.create({ roomId: 'ROOM', toPersonId: 'PERSON', text: 'hello' });
  // @ts-expect-error two recipients
  messages.create({ toPersonEmail: 'bob@example.com', toPersonId: 'PERSON', text: 'hello' });
  // @ts-expect-error a recipient that may be missing
  messages.create({ roomId: message.parentId, text: 'hello' });
  // @ts-expect-error nobody
  messages.listDirect({ parentId: 'MESSAGE' });
  // @ts-expect-error one person twice
  messages.listDirect({ personId: 'PERSON', personEmail: 'bob@example.com' });
});

test('content may come through extraBody', () => {
  messages.create({ roomId: 'ROOM' }, { extraBody: { html: '<b>hello</b>' } });
});

test('a message that was read can be spread into update()', () => {
  messages.update(message.id, { ...message, markdown: 'hello' });
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  messages.create({ roomId: 'ROOM', markDown: '**hello**' });
  // @ts-expect-error the room is missing
  messages.list({});
  // @ts-expect-error the room is missing
  messages.update('MESSAGE', { text: 'hello' });
});

test('methods answer with what they say', () => {
  expectTypeOf(messages.list({ roomId: 'ROOM' })).toEqualTypeOf<Paginator<Message>>();
  expectTypeOf(messages.listDirect({ personId: 'PERSON' })).toEqualTypeOf<Paginator<Message>>();
  expectTypeOf(messages.create({ roomId: 'ROOM', text: 'hello' })).toEqualTypeOf<Promise<Message>>();
});
