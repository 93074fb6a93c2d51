import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createWebhookReceiver, type WebhookReceiverOptions } from '../src/index.js';
import { listen } from './listen.js';
import { delivery, messageCreated, secret, sign } from './signed.js';

const toRequest = (id: string) => new Request('https://bot.example.com/', delivery(messageCreated(id)));

/** A receiver whose handler ends when `finish` is called, with a log of what happened in order. */
function open(options: Partial<WebhookReceiverOptions> = {}) {
  const log: string[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const receiver = createWebhookReceiver({
    secret,
    on: {
      all: async () => {
        log.push('begun');
        await finished;
        log.push('done');
      },
    },
    logger: { debug: () => {}, warn: (line) => log.push(line) },
    ...options,
  });
  return { receiver, log, finish };
}

describe('with answerAfterHandlers', () => {
  test('fetch() responds when the handlers are done', async () => {
    const { receiver, log, finish } = open({ answerAfterHandlers: true });
    const response = receiver.fetch(toRequest('M1')).then(({ status }) => log.push(`responded ${status}`));
    await vi.waitUntil(() => log.length > 0);
    finish();
    await response;
    expect(log).toEqual(['begun', 'done', 'responded 200']);
  });

  test('node() responds when the handlers are done', async () => {
    const { receiver, log, finish } = open({ answerAfterHandlers: true });
    const url = await listen(receiver.node);
    const response = fetch(url, delivery(messageCreated('M1'))).then(({ status }) =>
      log.push(`responded ${status}`),
    );
    await vi.waitUntil(() => log.length > 0);
    finish();
    await response;
    expect(log).toEqual(['begun', 'done', 'responded 200']);
  });

  test('an event that comes again while it is handled is answered when that is done', async () => {
    const { receiver, log, finish } = open({ answerAfterHandlers: true });
    const both = [1, 2].map((time) =>
      receiver.fetch(toRequest('M1')).then(() => log.push(`responded ${time}`)),
    );
    await vi.waitUntil(() => log.length > 0);
    finish();
    await Promise.all(both);
    expect(log).toEqual(['begun', 'done', 'responded 1', 'responded 2']);
  });

  test('a handler that throws is answered with 200: Webex would not send the event again', async () => {
    const errors: unknown[] = [];
    const receiver = createWebhookReceiver({
      secret,
      answerAfterHandlers: true,
      on: { all: () => Promise.reject(new Error('no luck')) },
      onError: (error) => errors.push(error),
    });
    expect((await receiver.fetch(toRequest('M1'))).status).toBe(200);
    expect(errors).toEqual([new Error('no luck')]);
  });

  test('a wrong signature is rejected before any handler runs', async () => {
    const { receiver, log } = open({ answerAfterHandlers: true });
    const body = JSON.stringify(messageCreated('M1'));
    const forged = new Request(
      'https://bot.example.com/',
      delivery(body, { 'x-spark-signature': sign('else') }),
    );
    expect((await receiver.fetch(forged)).status).toBe(401);
    await receiver.idle();
    expect(log).toEqual([expect.stringContaining('The signature is wrong.')]);
  });
});

describe('fetch() with waitUntil', () => {
  test('responds at once, and hands over a promise that resolves when the handlers are done', async () => {
    const { receiver, log, finish } = open();
    const context = {
      works: [] as Promise<unknown>[],
      waitUntil(work: Promise<unknown>) {
        this.works.push(work);
      },
    };
    const response = await receiver.fetch(toRequest('M1'), context);
    log.push(`responded ${response.status}`);
    const [work] = context.works;
    void work?.then(() => log.push('may freeze'));
    await vi.waitUntil(() => log.includes('begun'));
    finish();
    await work;
    expect(log).toEqual(['responded 200', 'begun', 'done', 'may freeze']);
    expect(context.works).toHaveLength(1);
  });

  test('hands over nothing for a rejected request', async () => {
    const { receiver } = open();
    const works: unknown[] = [];
    const request = new Request('https://bot.example.com/', delivery(messageCreated('M1'), {}));
    await receiver.fetch(request, { waitUntil: (work) => works.push(work) });
    expect(works).toEqual([]);
  });

  test('that throws responds when the handlers are done', async () => {
    const { receiver, log, finish } = open();
    const waitUntil = () => {
      throw new Error('Illegal invocation');
    };
    const response = receiver.fetch(toRequest('M1'), { waitUntil }).then(() => log.push('responded'));
    await vi.waitUntil(() => log.length > 0);
    finish();
    await response;
    expect(log).toEqual(['begun', 'done', 'responded']);
  });

  test('is optional: a framework’s own second argument does no harm', async () => {
    const { receiver, finish } = open();
    finish();
    for (const context of [undefined, {}, { params: Promise.resolve({}) }, { waitUntil: 'later' }])
      expect((await receiver.fetch(toRequest('M1'), context as never)).status).toBe(200);
  });
});

describe('node() settles', () => {
  /** Starts a server that hands a request over only when the client has gone. */
  async function serveAfterClose(
    node: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ) {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const server = createServer(async (request, response) => {
      await once(response, 'close');
      await node(request, response);
      settle();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, settled };
  }

  test.each([
    ['before the body came', ''],
    ['in the middle of the body', '{"id":'],
    ['after the body', undefined],
  ])('when the client went away %s', async (_, sent) => {
    const { receiver, finish } = open();
    finish();
    const { port, settled } = await serveAfterClose(receiver.node);
    const body = JSON.stringify(messageCreated('M1'));
    const socket = connect(port, '127.0.0.1');
    const head = `POST / HTTP/1.1\r\nhost: bot\r\nx-spark-signature: ${sign(body)}\r\ncontent-length: ${body.length}\r\n\r\n`;
    socket.write(head + (sent ?? body), () => socket.destroySoon());
    await settled;
    await receiver.idle();
  });

  test('when a platform has responded in its place', async () => {
    const { receiver, finish } = open();
    finish();
    const url = await listen(async (request, response) => {
      response.writeHead(504).end();
      await receiver.node(request, response);
    });
    expect((await fetch(url, delivery(messageCreated('M1')))).status).toBe(504);
    await receiver.idle();
  });
});

describe('without an api', () => {
  test('no token is needed as long as no handler asks for something', async () => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', '');
    vi.stubEnv('WEBEX_ACCESS_TOKEN', '');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const handled: string[] = [];
    const errors: unknown[] = [];
    const receiver = createWebhookReceiver({
      secret,
      answerAfterHandlers: true,
      on: {
        'messages.created': async (event, session) => {
          handled.push(event.name);
          if (event.data.id === 'M2') await event.message();
          if (event.data.id === 'M3') await session.get(['people', 'me']);
        },
      },
      onError: (error) => errors.push(String(error)),
    });
    for (const id of ['M1', 'M2', 'M3']) expect((await receiver.fetch(toRequest(id))).status).toBe(200);
    expect(handled).toHaveLength(3);
    expect(errors).toEqual([
      expect.stringMatching(/^AccessTokenError: .*WEBEX_TEAMS_ACCESS_TOKEN/),
      expect.stringMatching(/^AccessTokenError: .*WEBEX_TEAMS_ACCESS_TOKEN/),
    ]);
  });
});

describe('receiver.webhooks', () => {
  const handle = () => {};
  test.each([
    [[], []],
    [['messages.created'], ['messages.created']],
    [
      ['messages.created', 'attachmentActions.created', 'meetings.started'],
      ['messages.created', 'attachmentActions.created', 'meetings.started'],
    ],
    [['messages.created', 'messages.all'], ['messages.all']],
    [['all', 'messages.created', 'rooms.all'], ['all.all']],
    [
      ['all', 'recordings.created'],
      ['all.all', 'recordings.created'],
    ],
  ])('for handlers of %j are %j', (patterns, webhooks) => {
    const on = Object.fromEntries(patterns.map((pattern) => [pattern, handle]));
    const receiver = createWebhookReceiver({ secret, on });
    expect(receiver.webhooks.map(({ resource, event }) => `${resource}.${event}`)).toEqual(webhooks);
  });

  test('leave out handlers that are undefined', () => {
    const on = { 'rooms.all': undefined, 'rooms.created': handle };
    expect(createWebhookReceiver({ secret, on }).webhooks).toEqual([{ resource: 'rooms', event: 'created' }]);
  });
});
