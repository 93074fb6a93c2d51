import { expectTypeOf, test } from 'vitest';
import type { Paginator, Webhook, Webhooks } from '../src/index.js';

declare const resource: Webhooks;
declare const entity: Webhook;

test('webhooks accept attributes and resources that the types don’t know', () => {
  expectTypeOf<'something new'>().toExtend<Webhook['resource']>();
  expectTypeOf(entity.secret).toEqualTypeOf<string | undefined>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters accept only known names and values', () => {
  // @ts-expect-error misspelt
  resource.create({ name: 'M', targetURL: 'https://x', resource: 'messages', event: 'created' });
  // @ts-expect-error no such resource
  resource.create({ name: 'M', targetUrl: 'https://x', resource: 'mesages', event: 'created' });
  // @ts-expect-error a webhook can't be made inactive
  resource.update('W', { name: 'M', targetUrl: 'https://x', status: 'inactive' });
});

test('a webhook that was read can be spread into update()', () => {
  resource.update(entity.id, { ...entity, targetUrl: 'https://bot.example.com' });
});

test('methods return what they say', () => {
  expectTypeOf(resource.list()).toEqualTypeOf<Paginator<Webhook>>();
  expectTypeOf(resource.get('WEBHOOK')).toEqualTypeOf<Promise<Webhook>>();
});
