import { expectTypeOf, test } from 'vitest';
import type { Message, Messages, Paginator } from '../src/index.js';

declare const messages: Messages;
declare const message: Message;

test('a message is open for what comes tomorrow', () => {
  expectTypeOf(message.text).toEqualTypeOf<string | undefined>();
  expectTypeOf(message.files).toEqualTypeOf<readonly string[] | undefined>();
  expectTypeOf(message.attributeOfTomorrow).toEqualTypeOf<unknown>();
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
