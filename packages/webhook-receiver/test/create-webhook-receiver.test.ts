import { once } from 'node:events';
import { connect } from 'node:net';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  createWebhookReceiver,
  Session,
  type WebhookEvent,
  type WebhookReceiver,
  type WebhookReceiverOptions,
} from '../src/index.js';
import { listen } from './listen.js';
import { delivery, messageCreated, secret, sign } from './signed.js';

const session = new Session({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' });

/** A receiver that records what it handles. */
function open(options: Partial<WebhookReceiverOptions<Session>> = {}) {
  const handled: WebhookEvent[] = [];
  const on = { all: (event: WebhookEvent) => handled.push(event) };
  const logger = { debug: () => {}, warn: () => {} };
  return { handled, receiver: createWebhookReceiver({ secret, api: session, on, logger, ...options }) };
}

/** Both ways to call a receiver: directly, and over HTTP. */
const ways: [string, (receiver: WebhookReceiver) => Promise<(init: RequestInit) => Promise<Response>>][] = [
  ['fetch', async (receiver) => (init) => receiver.fetch(new Request('http://bot.example.com/', init))],
  [
    'node',
    async (receiver) => {
      const url = await listen(receiver.node);
      return (init) => fetch(url, init);
    },
  ],
];

describe.each(ways)('receiver.%s', (_, toSend) => {
  test('responds to a signed delivery, then calls the handler', async () => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    const content = messageCreated('M1');
    const response = await send(delivery(content));
    expect(response.status).toBe(200);
    await receiver.idle();
    expect(handled).toHaveLength(1);
    expect(handled[0]).toMatchObject({
      name: 'messages.created',
      resource: 'messages',
      event: 'created',
      actorId: 'ALICE',
      data: content.data,
      delivery: content,
    });
  });

  test('responds while handlers are running, which idle() waits for', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const receiver = createWebhookReceiver({
      secret,
      api: session,
      on: { 'messages.created': () => finished },
    });
    const send = await toSend(receiver);
    expect((await send(delivery(messageCreated('M1')))).status).toBe(200);
    let idle = false;
    const waiting = receiver.idle().then(() => {
      idle = true;
    });
    expect((await send(delivery(messageCreated('M2')))).status).toBe(200);
    expect(idle).toBe(false);
    finish();
    await waiting;
    expect(idle).toBe(true);
  });

  const body = JSON.stringify(messageCreated('M1'));
  const spark = (hex: string) => ({ 'x-spark-signature': hex });
  const webex = (value: string) => ({ 'x-webex-signature': value });
  const both = `SHA-256=${sign(body, 'sha256')}, SHA-512=${sign(body, 'sha512')}`;

  test.each([
    ['SHA-1', spark(sign(body))],
    ['SHA-1 in capitals', spark(sign(body).toUpperCase())],
    ['SHA-256 and SHA-512', webex(both)],
    ['SHA-256 alone', webex(`sha256=${sign(body, 'sha256')}`)],
    ['SHA-512, and a wrong SHA-1', { ...webex(both), ...spark(sign('else')) }],
  ])('accepts a signature by %s', async (_, headers) => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    expect((await send(delivery(body, headers))).status).toBe(200);
    await receiver.idle();
    expect(handled).toHaveLength(1);
  });

  test.each([
    ['no signature', {}],
    ['an empty signature', spark('')],
    ['a signature of something else', spark(sign('something else'))],
    ['a signature with another secret', spark(sign(body, 'sha1', 'another'))],
    ['a part of the signature', spark(sign(body).slice(0, 20))],
    ['something that is no signature', spark('z'.repeat(40))],
    ['a SHA-256 where the SHA-1 belongs', spark(sign(body, 'sha256'))],
    [
      'a right SHA-1 beside a wrong SHA-256',
      { ...spark(sign(body)), ...webex(`SHA-256=${sign('else', 'sha256')}`) },
    ],
    ['a right SHA-256 beside a wrong SHA-512', webex(`SHA-256=${sign(body, 'sha256')}, SHA-512=00`)],
  ])('rejects %s with 401', async (_, headers) => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    const response = await send(delivery(body, headers));
    expect(response.status).toBe(401);
    expect(await response.text()).toMatch(/^(There is no signature|The signature is wrong)/);
    await receiver.idle();
    expect(handled).toEqual([]);
  });

  test('rejects a body of one byte more, less or changed with 401', async () => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    for (const changed of [`${body} `, body.slice(0, -1), body.replace('ALICE', 'MALLO')])
      expect((await send(delivery(changed, spark(sign(body))))).status).toBe(401);
    await receiver.idle();
    expect(handled).toEqual([]);
  });

  test.each([
    ['broken JSON', '{"id":'],
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['no data', JSON.stringify({ ...messageCreated('M1'), data: undefined })],
    ['a resource that is no text', JSON.stringify({ ...messageCreated('M1'), resource: 1 })],
    ['data that is a list', JSON.stringify({ ...messageCreated('M1'), data: [] })],
  ])('rejects %s with 400, although it is signed', async (_, text) => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    expect((await send(delivery(text))).status).toBe(400);
    await receiver.idle();
    expect(handled).toEqual([]);
  });

  test('accepts all of UTF-8, and rejects what is no UTF-8', async () => {
    const { receiver, handled } = open();
    const send = await toSend(receiver);
    const latin1 = Buffer.from(JSON.stringify({ ...messageCreated('M1'), name: 'Käse' }), 'latin1');
    const refused = await send({ method: 'POST', body: latin1, headers: spark(sign(latin1)) });
    expect(refused.status).toBe(400);
    expect((await send(delivery({ ...messageCreated('M1'), name: '🧀 Käse' }))).status).toBe(200);
    await receiver.idle();
    expect(handled.map((event) => event.delivery.name)).toEqual(['🧀 Käse']);
  });

  test('rejects a body over bodyLimit with 413, with and without a content-length', async () => {
    const { receiver, handled } = open({ bodyLimit: 1000 });
    const send = await toSend(receiver);
    const large = JSON.stringify({ ...messageCreated('M1'), padding: 'x'.repeat(1000) });
    const headers = spark(sign(large));
    expect((await send(delivery(large, headers))).status).toBe(413);
    const stream = new Blob([large]).stream();
    const streamed: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: stream,
      headers,
      duplex: 'half',
    };
    expect((await send(streamed)).status).toBe(413);
    await receiver.idle();
    expect(handled).toEqual([]);
  });

  test('rejects other methods with 405', async () => {
    const { receiver } = open();
    const send = await toSend(receiver);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await send({ method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  test('accepts each of several secrets', async () => {
    const { receiver, handled } = open({ secret: ['new', 'old'] });
    const send = await toSend(receiver);
    const signed = (id: string, key: string) => {
      const text = JSON.stringify(messageCreated(id));
      return delivery(text, spark(sign(text, 'sha1', key)));
    };
    expect((await send(signed('M1', 'old'))).status).toBe(200);
    expect((await send(signed('M2', 'new'))).status).toBe(200);
    expect((await send(signed('M3', 'older'))).status).toBe(401);
    await receiver.idle();
    expect(handled).toHaveLength(2);
  });
});

test('receiver.node rejects a body that breaks off, and goes on working', async () => {
  const lines: string[] = [];
  let reportLine = () => {};
  const reported = new Promise<void>((resolve) => {
    reportLine = resolve;
  });
  const warn = (line: string) => {
    lines.push(line);
    reportLine();
  };
  const { receiver, handled } = open({ logger: { debug: () => {}, warn } });
  const url = new URL(await listen(receiver.node));
  const body = JSON.stringify(messageCreated('M1'));
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  socket.end(
    `POST / HTTP/1.1\r\nhost: bot\r\nx-spark-signature: ${sign(body)}\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 50)}`,
  );
  await reported;
  expect(lines).toEqual(['A webhook request was rejected with 400: The request broke off.']);
  expect((await fetch(url, delivery(messageCreated('M2')))).status).toBe(200);
  await receiver.idle();
  expect(handled.map(({ data }) => data.id)).toEqual(['M2']);
});

describe('handlers', () => {
  test('all that match are called, the narrowest first, with the api', async () => {
    const calls: unknown[] = [];
    const api = { session, bot: 'release-bot' };
    const receiver = createWebhookReceiver({
      secret,
      api,
      on: {
        all: (event, { bot }) => calls.push(['all', event.name, bot]),
        'messages.all': (event) => calls.push(['messages.all', event.event]),
        'messages.created': async (event) => {
          await new Promise((resolve) => setImmediate(resolve));
          calls.push(['messages.created', event.data.id]);
        },
        'rooms.created': () => calls.push('never'),
      },
    });
    await receiver.fetch(new Request('http://bot/', delivery(messageCreated('M1'))));
    await receiver.idle();
    expect(calls).toEqual([
      ['messages.created', 'M1'],
      ['messages.all', 'created'],
      ['all', 'messages.created', 'release-bot'],
    ]);
  });

  test('an error of one goes to onError, and the others are called', async () => {
    const errors: unknown[] = [];
    const { receiver, handled } = open({
      onError: (error, event) => errors.push([error, event.name]),
      on: {
        'messages.created': () => {
          throw new Error('at once');
        },
        'messages.all': () => Promise.reject(new Error('later')),
        all: (event) => handled.push(event),
      },
    });
    const response = await receiver.fetch(new Request('http://bot/', delivery(messageCreated('M1'))));
    expect(response.status).toBe(200);
    await receiver.idle();
    expect(errors).toEqual([
      [new Error('at once'), 'messages.created'],
      [new Error('later'), 'messages.created'],
    ]);
    expect(handled).toHaveLength(1);
  });

  test('message() of an event without an id rejects, and nothing is sent', async () => {
    const errors: unknown[] = [];
    const server = await startScriptedServer([]);
    const { receiver } = open({
      api: new Session({ accessToken: 'TOKEN', baseUrl: server.url }),
      onError: (error) => errors.push(error),
      on: { 'messages.created': (event) => event.message() },
    });
    await receiver.fetch(new Request('http://bot/', delivery({ ...messageCreated(''), data: {} })));
    await receiver.idle();
    expect(errors).toEqual([expect.any(TypeError)]);
    expect(server.requests).toEqual([]);
  });

  test('the one for all gets events that no type knows', async () => {
    const { receiver, handled } = open();
    const content = { ...messageCreated('X'), resource: 'whiteboards', event: 'wiped' };
    await receiver.fetch(new Request('http://bot/', delivery(content)));
    await receiver.idle();
    expect(handled.map(({ name }) => name)).toEqual(['whiteboards.wiped']);
  });

  test('methods of Object.prototype are not taken for handlers', async () => {
    const { receiver, handled } = open();
    const content = { ...messageCreated('X'), resource: 'constructor', event: 'toString' };
    await receiver.fetch(new Request('http://bot/', delivery(content)));
    await receiver.idle();
    expect(handled).toHaveLength(1);
  });

  test('the methods of events fetch what they are about', async () => {
    const server = await startScriptedServer([
      { json: { id: 'M1', text: 'Hello' } },
      { json: { id: 'A1', inputs: { name: 'Ada' } } },
      { json: { id: 'M1', text: 'A card' } },
      { json: { id: 'S1' } },
      { json: { id: 'R1' } },
    ]);
    const fetched: unknown[] = [];
    const receiver = createWebhookReceiver({
      secret,
      api: new Session({ accessToken: 'TOKEN', baseUrl: server.url }),
      on: {
        'messages.created': async (event) => fetched.push((await event.message()).text),
        'attachmentActions.created': async (event) => {
          fetched.push((await event.attachmentAction()).inputs);
          fetched.push((await event.message()).text);
        },
        'memberships.updated': async (event) => fetched.push((await event.membership()).id),
        'rooms.created': async (event) => fetched.push((await event.room()).id),
      },
    });
    const happened = async (resource: string, event: string, data: object) => {
      await receiver.fetch(new Request('http://bot/', delivery({ id: 'W', resource, event, data })));
      await receiver.idle();
    };
    await happened('messages', 'created', { id: 'M1' });
    await happened('attachmentActions', 'created', { id: 'A1', messageId: 'M1' });
    await happened('memberships', 'updated', { id: 'S1' });
    await happened('rooms', 'created', { id: 'R1' });
    expect(fetched).toEqual(['Hello', { name: 'Ada' }, 'A card', 'S1', 'R1']);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/v1/messages/M1',
      '/v1/attachment/actions/A1',
      '/v1/messages/M1',
      '/v1/memberships/S1',
      '/v1/rooms/R1',
    ]);
  });
});

describe('createWebhookReceiver() throws a TypeError for', () => {
  test.each([
    ['no secret', { secret: '' }, 'secret must be what the webhooks were created with'],
    ['no secrets', { secret: [] }, 'secret must be what the webhooks were created with'],
    [
      'an empty secret among others',
      { secret: ['a', ''] },
      'secret must be what the webhooks were created with',
    ],
    ['no window', { duplicateWindow: 0 }, 'duplicateWindow must be more than 0 milliseconds.'],
    ['no body', { bodyLimit: Number.NaN }, 'bodyLimit must be more than 0 bytes.'],
    [
      'a handler that is no function',
      { on: JSON.parse('{"messages.created": "yes"}') },
      'on: the handler for messages.created must be a function.',
    ],
  ])('%s', (_, options, message) => {
    expect(() => open(options)).toThrow(TypeError);
    expect(() => open(options)).toThrow(message);
  });

  test('a pattern that no event matches', () => {
    const on = JSON.parse('{"messages.crated": "yes"}');
    expect(() => open({ on })).toThrow(
      'there is no event "messages.crated". Did you mean "messages.created"?',
    );
  });
});
