import { expectTypeOf, test } from 'vitest';
import type { AttachmentAction, AttachmentActions } from '../src/index.js';

declare const resource: AttachmentActions;
declare const entity: AttachmentAction;

test('an answer is open for what comes tomorrow', () => {
  expectTypeOf(entity.inputs).toEqualTypeOf<Readonly<Record<string, unknown>>>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error the message is missing
  resource.create({ type: 'submit', inputs: {} });
  // @ts-expect-error no such type
  resource.create({ type: 'cancel', messageId: 'MESSAGE', inputs: {} });
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.get('ACTION')).toEqualTypeOf<Promise<AttachmentAction>>();
});
