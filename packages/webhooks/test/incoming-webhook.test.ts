import { inspect } from 'node:util';
import { type Answer, createIdentity, startProxyServer, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  BadRequestError,
  ConnectionError,
  type IncomingWebhookOptions,
  NotFoundError,
  postToIncomingWebhook,
  RateLimitError,
  ServerError,
} from '../src/index.js';

const id = 'Y2lzY29zcGFyazovL3VybjpURUFNOnVzL1dFQkhPT0s=';

/** A service on loopback, the URL of an incoming webhook there, and the options to reach it. */
async function open(answers: readonly Answer[]) {
  const server = await startScriptedServer(answers);
  return { server, url: `${server.url}webhooks/incoming/${id}`, options: { baseUrl: server.url } };
}

/** All that could be shown of an error. */
const everything = (error: unknown) =>
  [String(error), JSON.stringify(error), inspect(error, { depth: 10, showHidden: true })].join('\n');

describe('postToIncomingWebhook()', () => {
  test.each([
    [{ markdown: 'We **shipped**.' }, { status: 204, body: '' }],
    [{ text: 'Käse 🧀' }, { status: 200, body: '' }],
    [{ markdown: 'x'.repeat(7439) }, { status: 200, json: {} }],
  ])('sends the message without a token', async (message, answer) => {
    process.env.WEBEX_TEAMS_ACCESS_TOKEN = 'OF-THE-ENVIRONMENT';
    const { server, url, options } = await open([answer]);
    expect(await postToIncomingWebhook(url, message, options)).toBeUndefined();
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      target: `/v1/webhooks/incoming/${encodeURIComponent(id)}`,
    });
    expect(JSON.parse(request?.body ?? '')).toEqual(message);
    expect(request?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(request)).not.toContain('OF-THE-ENVIRONMENT');
    delete process.env.WEBEX_TEAMS_ACCESS_TOKEN;
  });

  test('goes through a proxy, and trusts the given certificate authority', async () => {
    const [identity, proxy] = await Promise.all([createIdentity(), startProxyServer()]);
    const server = await startScriptedServer([{ status: 204, body: '' }], identity);
    const options = { baseUrl: server.url, proxies: { https: proxy.url }, ca: identity.cert };
    await postToIncomingWebhook(`${server.url}webhooks/incoming/${id}`, { text: 'Hello' }, options);
    expect(proxy.requests).toEqual([`CONNECT ${new URL(server.url).host}`]);
    expect(server.requests).toHaveLength(1);
  });

  test('waits when the service asks to', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1' }, json: {} };
    const { server, url, options } = await open([busy, { status: 204, body: '' }]);
    await postToIncomingWebhook(url, { text: 'Hello' }, options);
    expect(server.requests).toHaveLength(2);
  });

  test('rejects with the reason of a signal', async () => {
    const { url, options } = await open([]);
    const reason = new Error('The program is closing.');
    const call = postToIncomingWebhook(
      url,
      { text: 'Hello' },
      { ...options, signal: AbortSignal.abort(reason) },
    );
    await expect(call).rejects.toBe(reason);
  });

  test('writes nothing to a logger or hook that plain JavaScript passes on', async () => {
    const { url, options } = await open([{ status: 204, body: '' }]);
    const lines: unknown[] = [];
    const note = (line: unknown) => lines.push(line);
    const logging = { ...options, logger: { debug: note, warn: note }, hooks: { onRequest: note } };
    await postToIncomingWebhook(url, { text: 'Hello' }, logging as IncomingWebhookOptions);
    expect(lines).toEqual([]);
  });
});

describe('the errors of postToIncomingWebhook() say what is wrong and don’t show the URL', () => {
  const echo = (request: string) => ({
    json: { message: `No ${request}.`, errors: [{ description: request }] },
  });
  const path = `/v1/webhooks/incoming/${encodeURIComponent(id)}`;
  test.each([
    ['a webhook that was deleted', { status: 404, ...echo(path) }, NotFoundError, 'it has been deleted'],
    ['a message it doesn’t take', { status: 400, ...echo(id) }, BadRequestError, 'No …'],
    ['a redirect', { status: 302, headers: { location: `https://elsewhere.example${path}` } }, Error, '302'],
    [
      'a broken service',
      { status: 500, body: `<p>${path}</p>`, headers: { 'x-path': path } },
      ServerError,
      '500',
    ],
    ['a page of a proxy', { status: 200, body: `<p>${path}</p>` }, Error, 'other than JSON'],
    ['a broken connection', { reset: true }, ConnectionError, 'POST'],
    ['a rate limit', { status: 429, headers: { 'retry-after': '9' } }, RateLimitError, '429'],
  ])('%s', async (_, answer, ErrorClass, text) => {
    const { url, options } = await open(Array(5).fill(answer));
    const error = await postToIncomingWebhook(
      url,
      { text: 'Hello' },
      { ...options, maxRetries: 0, maxWait: 0 },
    ).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ErrorClass);
    expect(String(error)).toContain(text);
    for (const secret of [id, encodeURIComponent(id)]) expect(everything(error)).not.toContain(secret);
  });

  const good = `https://webexapis.com/v1/webhooks/incoming/${id}`;
  test.each([
    ['nothing', ''],
    ['no URL', id],
    ['something that is no text', 7],
    ['http', good.replace('https', 'http')],
    ['another host', good.replace('webexapis.com', 'webexapis.com.evil.example')],
    ['a host behind credentials', good.replace('webexapis.com', 'webexapis.com@evil.example')],
    ['credentials', good.replace('webexapis.com', 'ada:secret@webexapis.com')],
    ['another port', good.replace('webexapis.com', 'webexapis.com:8443')],
    ['another path', good.replace('incoming', 'outgoing')],
    ['no id', good.replace(id, '')],
    ['more after the id', `${good}/more`],
    ['a query', `${good}?x=1`],
    ['a step up', `https://webexapis.com/v1/webhooks/incoming/${id}/../../rooms`],
  ])('a URL that is wrong: %s', async (_, url) => {
    const call = postToIncomingWebhook(url as string, { text: 'Hello' });
    await expect(call).rejects.toThrow(TypeError);
    const error = await call.catch((error: unknown) => error);
    expect(String(error)).toContain('url must be the one that Webex shows for the incoming webhook');
    expect(everything(error)).not.toContain(id);
  });

  test('a URL of another host than baseUrl’s', async () => {
    const { server, options } = await open([]);
    await expect(postToIncomingWebhook(good, { text: 'Hello' }, options)).rejects.toThrow(
      `${new URL(server.url).origin}/v1/webhooks/incoming/…`,
    );
    expect(server.requests).toEqual([]);
  });

  test('a baseUrl that is none', async () => {
    await expect(postToIncomingWebhook(good, { text: 'Hello' }, { baseUrl: 'webex' })).rejects.toThrow(
      new TypeError('postToIncomingWebhook: baseUrl must be a URL.'),
    );
  });

  test.each([
    [{}, 'One of "markdown" and "text" is required'],
    [undefined, 'One of "markdown" and "text" is required'],
    [{ markdown: ' ' }, 'One of "markdown" and "text" is required, "markdown" is empty.'],
    [{ text: 7 }, '"text" must be a string'],
    [{ text: 'a', markdown: 'b' }, 'Only one of "markdown" and "text" may be given.'],
    [
      { markdown: 'ä'.repeat(3720) },
      '"markdown" may take 7439 bytes in UTF-8, got 7440. splitMarkdown(text)',
    ],
  ])('a message that is wrong: %j', async (message, text) => {
    const { server, url, options } = await open([]);
    const call = postToIncomingWebhook(url, message as never, options);
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(text);
    expect(server.requests).toEqual([]);
  });
});
