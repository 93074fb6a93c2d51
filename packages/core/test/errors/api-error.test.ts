import { inspect } from 'node:util';
import { type Answer, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  ApiError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  LockedError,
  NotFoundError,
  RateLimitError,
  ServerError,
  Session,
  UnauthorizedError,
  WebexError,
} from '../../src/index.js';

/** What a body reads as: a list and a null are JSON, the others are text. */
function parsed(body: Answer['body']): unknown {
  return body === '[1]' ? [1] : body;
}

async function refusedWith(answer: Answer) {
  const server = await startScriptedServer(() => answer);
  const session = new Session({
    accessToken: 'secret-token',
    baseUrl: server.url,
    waitOnRateLimit: false,
    maxRetries: 0,
  });
  const error = await session.get(['rooms', 'ROOM']).catch((error: unknown) => error);
  if (!(error instanceof ApiError)) throw new Error(`Expected an ApiError, got ${error}`);
  return { error, server };
}

test.each([
  [400, BadRequestError],
  [401, UnauthorizedError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [409, ConflictError],
  [423, LockedError],
  [429, RateLimitError],
  [500, ServerError],
  [503, ServerError],
  [599, ServerError],
  [402, ApiError],
  [302, ApiError],
])('%d is a %o', async (status, ErrorClass) => {
  const { error } = await refusedWith({ status });
  expect(error.constructor).toBe(ErrorClass);
  expect(error.name).toBe(ErrorClass.name);
  expect(error).toBeInstanceOf(WebexError);
  expect(error.status).toBe(status);
});

test('holds all the service said', async () => {
  const { error, server } = await refusedWith({
    status: 404,
    headers: { 'X-Extra': 'yes', trackingid: 'HEADER' },
    json: {
      message: 'The requested resource could not be found.',
      errors: [
        { description: 'No such room' },
        { description: 'The requested resource could not be found.' },
      ],
      trackingId: 'BODY',
    },
  });
  const url = `${server.url}rooms/ROOM`;
  expect(error).toMatchObject({
    method: 'GET',
    url,
    status: 404,
    statusText: 'Not Found',
    errors: [{ description: 'No such room' }, { description: 'The requested resource could not be found.' }],
    trackingId: 'BODY',
    retryAfter: undefined,
    body: { trackingId: 'BODY' },
  });
  expect(error.headers['x-extra']).toBe('yes');
  expect(error.message).toBe(
    `404 Not Found: The requested resource could not be found. No such room. (GET ${url}, tracking id BODY)`,
  );
});

test('takes the tracking id from the header where the body has none', async () => {
  const { error } = await refusedWith({
    status: 400,
    headers: { TrackingID: 'HEADER' },
    json: { message: 'No.' },
  });
  expect(error.trackingId).toBe('HEADER');
  expect(error.message).toContain('tracking id HEADER');
});

describe('an explanation in another form', () => {
  const explanations: [string, Answer][] = [
    ['an HTML page', { status: 502, body: '<html><h1>Bad Gateway</h1></html>' }],
    ['nothing', { status: 502, body: '' }],
    ['half of one', { status: 502, body: '{"message": "ab' }],
    ['a list', { status: 502, body: '[1]' }],
    ['a null', { status: 502, body: 'null' }],
    ['other types', { status: 502, json: { message: 5, errors: 'x', trackingId: {} } }],
    ['other items', { status: 502, json: { errors: [null, 'x', { reason: 'y' }] } }],
  ];
  test.each(explanations)('%s', async (_, answer) => {
    const { error } = await refusedWith(answer);
    expect(error.errors).toEqual([]);
    expect(error.trackingId).toBeUndefined();
    expect(error.message).toMatch(/^502 Bad Gateway: the service gave no explanation\. \(GET http:/);
    expect(error.body).toEqual(answer.json ?? parsed(answer.body));
  });

  test('of great length is cut in the message and whole in the body', async () => {
    const message = 'long '.repeat(100_000);
    const { error } = await refusedWith({ status: 400, json: { message } });
    expect(error.message.length).toBeLessThan(1000);
    expect(error.body).toEqual({ message });
  });
});

test('says where a redirect points, and does not follow it', async () => {
  const { error, server } = await refusedWith({
    status: 302,
    headers: { location: 'https://elsewhere.example/' },
  });
  expect(error.message).toContain('Redirected to https://elsewhere.example/, which was not followed.');
  expect(server.requests).toHaveLength(1);
});

test.each([
  [429, undefined, 15],
  [429, '7', 7],
  [429, 'rand(30)', 15],
  [423, '7', 7],
  [423, undefined, undefined],
  [500, undefined, undefined],
])('%d with Retry-After %j asks for %j seconds', async (status, retryAfter, seconds) => {
  const { error } = await refusedWith({
    status,
    ...(retryAfter && { headers: { 'retry-after': retryAfter } }),
  });
  expect(error.retryAfter).toBe(seconds);
});

test('shows no token, however it is looked at', async () => {
  const { error } = await refusedWith({ status: 403, json: { message: 'No.' } });
  const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + error.stack;
  expect(shown).toContain('ForbiddenError');
  expect(shown).not.toContain('secret-token');
});
