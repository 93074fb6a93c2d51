import type { WebexTeamsAPI } from '@wxt/sdk';
import { expectTypeOf, test } from 'vitest';
import {
  type AttachmentAction,
  createWebhookReceiver,
  type Message,
  registerWebhooks,
  type Session,
  type WebhookEvent,
} from '../src/index.js';

declare const api: WebexTeamsAPI;
declare const session: Session;
const secret = 'secret';

test('a handler’s event is typed by the pattern', () => {
  createWebhookReceiver({
    secret,
    api,
    on: {
      'messages.created': async (event, bot) => {
        expectTypeOf(event.resource).toEqualTypeOf<'messages'>();
        expectTypeOf(event.data.personEmail).toEqualTypeOf<string | undefined>();
        expectTypeOf(event.message()).toEqualTypeOf<Promise<Message>>();
        expectTypeOf(bot).toEqualTypeOf<WebexTeamsAPI>();
      },
      'attachmentActions.created': (event) => {
        expectTypeOf(event.attachmentAction()).toEqualTypeOf<Promise<AttachmentAction>>();
        expectTypeOf(event.data.messageId).toEqualTypeOf<string>();
      },
      'messages.deleted': (event) => {
        // @ts-expect-error a deleted message can't be fetched
        event.message();
      },
      'messages.all': (event) => {
        expectTypeOf(event.event).toEqualTypeOf<'created' | 'updated' | 'deleted'>();
        if (event.event !== 'deleted') expectTypeOf(event.message()).toEqualTypeOf<Promise<Message>>();
      },
      'meetings.started': (event) => expectTypeOf(event.data.title).toEqualTypeOf<unknown>(),
      all: (event) => expectTypeOf(event).toEqualTypeOf<WebhookEvent>(),
    },
  });
});

test('name, or resource and event, narrow the type of an event', () => {
  const event = {} as WebhookEvent;
  if (event.name === 'rooms.created') expectTypeOf(event.data.title).toEqualTypeOf<string | undefined>();
  if (event.resource === 'memberships' && event.event === 'updated')
    expectTypeOf(event.data.isModerator).toEqualTypeOf<boolean>();
});

test('patterns are closed, and the api is a session or has one', () => {
  // @ts-expect-error misspelt
  createWebhookReceiver({ secret, api: session, on: { 'message.created': () => {} } });
  // @ts-expect-error attachment actions are never deleted
  createWebhookReceiver({ secret, api: session, on: { 'attachmentActions.deleted': () => {} } });
  // @ts-expect-error no secret
  createWebhookReceiver({ api: session, on: {} });
  // @ts-expect-error no session
  createWebhookReceiver({ secret, api: { token: 'TOKEN' }, on: {} });
  createWebhookReceiver({ secret, on: { all: (_, given) => expectTypeOf(given).toEqualTypeOf<Session>() } });
  const [name, targetUrl] = ['bot', 'https://bot.example.com/'];
  // @ts-expect-error no such event
  registerWebhooks(session, { name, targetUrl, secret, webhooks: [{ resource: 'messages', event: 'sent' }] });
});
