import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as own from '../src/index.js';
import { findBlock, runBlock } from './documents.js';
import { listen } from './listen.js';
import { delivery, messageCreated, secret, sign } from './signed.js';

const guide = 'docs/guides/webhooks.md';

/** The package as the recipes import it, with handlers that record what they are called for when they are done. */
function open() {
  const handled: unknown[] = [];
  const modules = {
    '@wxt/webhook-receiver': {
      createWebhookReceiver: (options: own.WebhookReceiverOptions) =>
        own.createWebhookReceiver({
          ...options,
          secret,
          on: {
            all: async (event) => {
              for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
              handled.push(event.data.id);
            },
          },
          logger: { debug: () => {}, warn: () => {} },
        }),
    },
  };
  return { handled, modules };
}

// Umlauts and emoji: a body that is decoded wrongly has another signature.
const content = { ...messageCreated('M1'), name: 'Käse 🧀' };
const body = JSON.stringify(content);
const signature = sign(body);
const forged = sign('else');

describe('the recipe for Lambda', () => {
  const base64 = Buffer.from(body).toString('base64');
  const spark = (value: string) => ({ 'content-type': 'application/json', 'X-Spark-Signature': value });
  const http = { requestContext: { http: { method: 'POST' } } };
  const events: [string, (value: string) => object][] = [
    [
      'a function URL',
      (value) => ({ version: '2.0', ...http, headers: { 'x-spark-signature': value }, body }),
    ],
    [
      'an HTTP API, in base64',
      (value) => ({ ...http, headers: spark(value), body: base64, isBase64Encoded: true }),
    ],
    [
      'a REST API',
      (value) => ({
        httpMethod: 'POST',
        headers: spark(value),
        multiValueHeaders: { 'X-Spark-Signature': [value] },
        body,
        isBase64Encoded: false,
      }),
    ],
    [
      'a load balancer with multiValueHeaders only',
      (value) => ({
        httpMethod: 'POST',
        headers: null,
        multiValueHeaders: { 'x-spark-signature': [value] },
        body: base64,
        isBase64Encoded: true,
      }),
    ],
  ];
  test.each(events)('handles an event of %s before it returns', async (_, toEvent) => {
    const { handled, modules } = open();
    const { handler } = await runBlock(findBlock(guide, 'LambdaEvent'), modules);
    const call = handler as (event: object, context: object) => Promise<object>;
    expect(await call(toEvent(forged), {})).toMatchObject({ statusCode: 401 });
    expect(handled).toEqual([]);
    expect(await call(toEvent(signature), {})).toMatchObject({ statusCode: 200, body: 'OK\n' });
    expect(handled).toEqual(['M1']);
  });

  test.each([
    [{ httpMethod: 'GET', headers: {}, body: null }, 405],
    [{ ...http, headers: { 'x-spark-signature': signature }, body: undefined }, 401],
    [{ ...http, headers: undefined, body }, 401],
  ])('answers %j with %d', async (event, statusCode) => {
    const { modules } = open();
    const { handler } = await runBlock(findBlock(guide, 'LambdaEvent'), modules);
    expect(await (handler as (event: object) => Promise<object>)(event)).toMatchObject({ statusCode });
  });
});

test('the recipe for Next.js handles an event before it responds', async () => {
  const { handled, modules } = open();
  const { POST } = await runBlock(findBlock(guide, 'export const POST'), modules);
  const route = POST as (request: Request, context: object) => Promise<Response>;
  // A route handler is called with a Request and the parameters of its path.
  const url = await listen(getRequestListener((request) => route(request, { params: Promise.resolve({}) })));
  expect((await fetch(url, delivery(body, { 'x-spark-signature': forged }))).status).toBe(401);
  expect((await fetch(url, delivery(body))).status).toBe(200);
  expect(handled).toEqual(['M1']);
});

test('the recipe for Next.js with after() responds first', async () => {
  const { handled, modules } = open();
  const { createWebhookReceiver } = modules['@wxt/webhook-receiver'];
  const receiver = createWebhookReceiver({ secret, on: {} });
  const works: Promise<unknown>[] = [];
  const after = (work: Promise<unknown>) => {
    works.push(work);
  };
  const POST = (request: Request) => receiver.fetch(request, { waitUntil: after });
  expect((await POST(new Request('https://bot.example.com/', delivery(body)))).status).toBe(200);
  expect(handled).toEqual([]);
  await Promise.all(works);
  expect(handled).toEqual(['M1']);
});

test('the recipe for Firebase handles an event before it responds, from rawBody', async () => {
  const { handled, modules } = open();
  type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const onRequest = (handler: Handler) => handler;
  const code = findBlock(guide, 'firebase-functions');
  const { webex } = await runBlock(code, { ...modules, 'firebase-functions/https': { onRequest } });
  // Functions run behind Express, which parses the body and keeps its bytes.
  const app = express();
  app.use(
    express.json({
      verify: (request: IncomingMessage & { rawBody?: Buffer }, _response, bytes) => {
        request.rawBody = bytes;
      },
    }),
  );
  app.all('/', webex as Handler);
  const url = await listen(app);
  expect((await fetch(url, delivery(body, { 'x-spark-signature': forged }))).status).toBe(401);
  expect((await fetch(url, delivery(body))).status).toBe(200);
  expect(handled).toEqual(['M1']);
});

/** Not a Request, but with the same attributes and methods, as Azure has it. */
class AzureRequest {
  readonly method = 'POST';
  readonly url = 'https://bot.example.com/api/webex';
  readonly headers: Headers;
  readonly #body = new TextEncoder().encode(body);

  constructor(headers: Record<string, string>) {
    this.headers = new Headers(headers);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#body.buffer;
  }
}

test('the recipe for Azure handles an event before it responds', async () => {
  const { handled, modules } = open();
  type Handler = (request: object) => Promise<{ status: number }>;
  let registered: Handler = () => Promise.reject(new Error('No function was registered.'));
  const app = {
    http: (_name: string, { handler }: { handler: Handler }) => {
      registered = handler;
    },
  };
  await runBlock(findBlock(guide, '@azure/functions'), { ...modules, '@azure/functions': { app } });
  const request = (value: string) => new AzureRequest({ 'x-spark-signature': value });
  expect(await registered(request(forged))).toMatchObject({ status: 401 });
  expect(await registered(request(signature))).toMatchObject({ status: 200, body: 'OK\n' });
  expect(handled).toEqual(['M1']);
});

/** Runs a block that mounts a receiver on an app. */
async function mount(text: string, app: unknown) {
  const { handled, modules } = open();
  const receiver = modules['@wxt/webhook-receiver'].createWebhookReceiver({ secret, on: {} });
  const code = `import app from 'app'; import receiver from 'receiver';\n${findBlock(guide, text)}`;
  await runBlock(code, {
    app: { __esModule: true, default: app },
    receiver: { __esModule: true, default: receiver },
  });
  const tryBoth = async (url: string) => {
    const statuses = [];
    for (const value of [forged, signature])
      statuses.push((await fetch(`${url}webex`, delivery(body, { 'x-spark-signature': value }))).status);
    await receiver.idle();
    return { statuses, handled };
  };
  return { tryBoth };
}

const accepted = { statuses: [401, 200], handled: ['M1'] };

test('the recipe for Express works before express.json()', async () => {
  const app = express();
  const { tryBoth } = await mount('// Express', app);
  app.use(express.json());
  expect(await tryBoth(await listen(app))).toEqual(accepted);
});

test('the recipe for Fastify works', async () => {
  const app = fastify();
  const { tryBoth } = await mount('// Fastify', app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  expect(await tryBoth(`${url}/`)).toEqual(accepted);
});

test('the recipe for Koa works', async () => {
  type Middleware = (context: object, next: () => Promise<void>) => Promise<void>;
  const middlewares: Middleware[] = [];
  const { tryBoth } = await mount('// Koa', {
    use: (middleware: Middleware) => middlewares.push(middleware),
  });
  // What Koa hands to middleware, as far as the recipe uses it.
  const url = await listen((req, res) => {
    void middlewares[0]?.({ path: req.url, req, res }, () => Promise.resolve());
  });
  expect(await tryBoth(url)).toEqual(accepted);
});

test('the recipe for hono works', async () => {
  const app = new Hono();
  const { tryBoth } = await mount('// hono', app);
  expect(
    await tryBoth(await listen(getRequestListener(app.fetch, { overrideGlobalObjects: false }))),
  ).toEqual(accepted);
});

test('the recipe for hono with executionCtx hands over the work', async () => {
  const app = new Hono();
  await mount('executionCtx', app);
  const works: Promise<unknown>[] = [];
  const context = {
    waitUntil: (work: Promise<unknown>) => works.push(work),
    passThroughOnException: () => {},
    props: {},
  };
  const request = new Request('https://bot.example.com/webex', delivery(body));
  const response = await app.fetch(request, {}, context as never);
  expect([response.status, works.length]).toEqual([200, 1]);
  await Promise.all(works);
});
