import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { createWebhookReceiver, Session } from '../src/index.js';
import { listen } from './listen.js';
import { delivery, messageCreated, secret, sign } from './signed.js';

function open() {
  const handled: unknown[] = [];
  const lines: string[] = [];
  const receiver = createWebhookReceiver({
    secret,
    api: new Session({ accessToken: 'TOKEN', baseUrl: 'http://127.0.0.1:9/v1/' }),
    on: { all: (event) => handled.push(event.data.id) },
    logger: { debug: () => {}, warn: (line) => lines.push(line) },
  });
  return { receiver, handled, lines };
}

/** Sends a well signed body, one with a wrong signature, and one that is too large; returns the statuses. */
async function tryAll(url: string): Promise<number[]> {
  const large = 'x'.repeat(300_000);
  const requests = [
    delivery(messageCreated('M1')),
    delivery(messageCreated('M2'), { 'x-spark-signature': sign('else') }),
    delivery(large),
  ];
  const statuses: number[] = [];
  for (const request of requests) statuses.push((await fetch(url, request)).status);
  return statuses;
}

test('Express, with the receiver before body parsers', async () => {
  const { receiver, handled } = open();
  const app = express();
  app.post('/webex', receiver.node);
  app.use(express.json());
  const url = await listen(app);
  expect(await tryAll(`${url}webex`)).toEqual([200, 401, 413]);
  await receiver.idle();
  expect(handled).toEqual(['M1']);
});

test.each([
  ['express.raw', express.raw({ type: '*/*', limit: '1mb' })],
  ['express.text', express.text({ type: '*/*', limit: '1mb' })],
  [
    'express.json that keeps the bytes',
    express.json({
      limit: '1mb',
      strict: false,
      verify: (request: IncomingMessage & { rawBody?: Buffer }, _response, bytes) => {
        request.rawBody = bytes;
      },
    }),
  ],
])('Express, after %s', async (_, parser) => {
  const { receiver, handled } = open();
  const app = express();
  app.use(parser);
  app.post('/webex', receiver.node);
  const url = await listen(app);
  expect(await fetch(`${url}webex`, delivery(messageCreated('M1')))).toMatchObject({ status: 200 });
  const forged = delivery(messageCreated('M2'), { 'x-spark-signature': sign('else') });
  expect(await fetch(`${url}webex`, forged)).toMatchObject({ status: 401 });
  await receiver.idle();
  expect(handled).toEqual(['M1']);
});

test('Express, after express.json: 500, and a warning that says what to do', async () => {
  const { receiver, handled, lines } = open();
  const app = express();
  app.use(express.json());
  app.post('/webex', receiver.node);
  const url = await listen(app);
  const response = await fetch(`${url}webex`, delivery(messageCreated('M1')));
  expect(response.status).toBe(500);
  await receiver.idle();
  expect(handled).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('Hand over the request before anything parses its body');
});

test('Fastify', async () => {
  const { receiver, handled } = open();
  const app = fastify();
  app.register(async (webex) => {
    // Leaves the body to the receiver, in here alone.
    webex.removeAllContentTypeParsers();
    webex.addContentTypeParser('*', (_request, _payload, done) => done(null));
    webex.post('/webex', (request, reply) => {
      reply.hijack();
      return receiver.node(request.raw, reply.raw);
    });
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  expect(await tryAll(`${url}/webex`)).toEqual([200, 401, 413]);
  await receiver.idle();
  expect(handled).toEqual(['M1']);
});

test('hono', async () => {
  const { receiver, handled } = open();
  const app = new Hono();
  app.post('/webex', ({ req }) => receiver.fetch(req.raw));
  const url = await listen(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  expect(await tryAll(`${url}webex`)).toEqual([200, 401, 413]);
  await receiver.idle();
  expect(handled).toEqual(['M1']);
});

test('hono, after the body was read: 500, and a warning that says what to do', async () => {
  const { receiver, lines } = open();
  const app = new Hono();
  app.post('/webex', async ({ req }) => {
    await req.raw.json();
    return receiver.fetch(req.raw);
  });
  const url = await listen(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  expect((await fetch(`${url}webex`, delivery(messageCreated('M1')))).status).toBe(500);
  expect(lines[0]).toContain('The body was read before the receiver got the request');
});
