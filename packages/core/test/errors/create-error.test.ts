import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  accessTokenError,
  apiError,
  connectionError,
  type ErrorContext,
  malformedResponse,
  notSentError,
  safeCause,
  timeoutError,
} from '../../src/errors/create-error.js';
import { Secrets } from '../../src/errors/secrets.js';
import { AccessTokenError, ForbiddenError, RateLimitError, WebexError } from '../../src/index.js';

const hush = ['HUSH-token/1+2', 'HUSH-client', 'HUSH-webhook', 'HUSH-proxy'];

const context = (more: Partial<ErrorContext> = {}): ErrorContext => ({
  method: 'POST',
  url: new URL('https://user:HUSH-user@api.example/v1/rooms?max=5&token=HUSH-query'),
  isApiOrigin: true,
  confidential: false,
  secrets: () =>
    new Secrets({
      tokens: ['HUSH-token/1+2'],
      form: { client_secret: 'HUSH-client' },
      values: [{ secret: 'HUSH-webhook' }],
      proxies: [new URL('http://me:HUSH-proxy@proxy.example')],
    }),
  ...more,
});

const response = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  statusText = 'Said',
) => ({
  method: 'POST',
  url: 'https://api.example/v1/rooms',
  status,
  statusText,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Returns everything visible of an error, non-enumerable properties included. */
function shown(error: Error): string {
  const attributes = Object.getOwnPropertyNames(error).map((name) => inspect(Reflect.get(error, name)));
  const all = inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
  return [all, JSON.stringify(error), String(error), error.stack, ...attributes].join('\n');
}

/** A response body that contains every secret in every place. */
const echo = {
  message: `Bad ${hush.join(' ')}`,
  errors: [{ description: hush[0], code: hush[1], 'x-HUSH-webhook': 1 }],
  trackingId: `T-${hush[0]}`,
  access_token: 'HUSH-new',
  nested: { [hush[3] ?? '']: encodeURIComponent(hush[0] ?? '') },
};
const echoing = {
  'x-echo': `${hush.join(',')}; password=HUSH-named`,
  'set-cookie': 'session=HUSH-cookie',
  'x-auth-token': 'HUSH-header',
  location: 'https://files.example/a?X-Amz-Expires=HUSH-expires#HUSH-fragment',
  link: '<https://files.example/b?policy=HUSH-policy>; rel="file", <https://api.example/v1/rooms?cursor=kept>',
};

describe('an error shows no secret', () => {
  const cause = Object.assign(new SyntaxError(`Unexpected token 'x', ..."HUSH-n"x}" is not valid JSON`), {
    rawPacket: Buffer.from(hush.join()),
    headers: { authorization: hush[0] },
    cause: new Error(`inner ${hush[0]}`),
  });
  const errors: [string, () => WebexError][] = [
    ['apiError() with JSON', () => apiError(context(), response(403, echo, echoing, `No ${hush[0]}`))],
    [
      'apiError() with an HTML page',
      () => apiError(context(), response(502, `<title>${hush.join()}</title>`, echoing)),
    ],
    [
      'apiError() with truncated JSON',
      () => apiError(context(), response(400, JSON.stringify(echo).slice(0, -40), echoing)),
    ],
    ['apiError() of a redirect', () => apiError(context(), response(302, '', echoing))],
    ['malformedResponse()', () => malformedResponse(context(), response(200, echo), `Not ${hush[0]}`, cause)],
    [
      'connectionError()',
      () =>
        connectionError(context(), {
          message: `reset ${hush.join()}`,
          code: 'ECONNRESET',
          delivery: 'unknown',
          cause,
        }),
    ],
    ['timeoutError()', () => timeoutError(context(), 5, { cause })],
    ['notSentError()', () => notSentError(context(), 5)],
  ];
  test.each(errors)('%s', (_, create) => {
    const error = create();
    expect(error).toBeInstanceOf(WebexError);
    expect(shown(error)).not.toMatch(/HUSH|SFVTS|hVU0|IVVNI/);
    expect(shown(error)).not.toContain(encodeURIComponent(hush[0] ?? ''));
    expect(error.message).toContain('(');
  });
});

describe('apiError()', () => {
  test('has the message of the service in its message and attributes', () => {
    const body = {
      message: 'Not yours',
      errors: [{ description: 'Ask the owner', code: 7 }],
      trackingId: 'T1',
    };
    const hints = { 403: 'Bots may not.' };
    const error = apiError(
      context({
        url: new URL('https://api.example/v1/rooms?max=5'),
        hints,
        notes: () => ['It was sent once.'],
      }),
      response(403, body, { 'retry-after': '3', link: echoing.link }, 'Forbidden'),
    );
    expect(error).toBeInstanceOf(ForbiddenError);
    expect(error).toMatchObject({
      url: 'https://api.example/v1/rooms?max=5',
      errors: [{ description: 'Ask the owner', code: 7 }],
      trackingId: 'T1',
      retryAfter: 3,
      headers: { link: '<https://files.example/b>; rel="file", <https://api.example/v1/rooms?cursor=kept>' },
      body,
    });
    expect(error.message).toBe(
      '403 Forbidden: Not yours. Ask the owner. Bots may not. It was sent once. (POST https://api.example/v1/rooms?max=5, tracking id T1)',
    );
    expect(Object.keys(error)).not.toContain('body');
  });

  test('says that the service gave no explanation only if there is none', () => {
    expect(apiError(context(), response(500, '')).message).toContain('the service gave no explanation.');
    expect(apiError(context(), response(500, 'upstream gone')).message).toContain(': upstream gone.');
  });

  test('has no body, but an explanation, if the call is confidential', () => {
    const error = apiError(context({ confidential: true }), response(400, { ...echo, message: 'Expired' }));
    expect(error.body).toBe('');
    expect(error.message).toContain('Expired');
  });

  test('keeps control characters out of message, status text, tracking id and headers', () => {
    const evil = 'a\u001b[2Jb\u202ec\u0000d';
    const error = apiError(
      context(),
      response(400, { message: `x\r\n${evil}`, trackingId: evil, errors: [evil] }, { 'x-a': evil }, evil),
    );
    const all = [
      error.message,
      error.statusText,
      error.trackingId,
      error.headers['x-a'],
      error.errors[0]?.description,
    ];
    for (const text of all) expect(text).toMatch(/^[^\p{Cc}\p{Cf}]*a \[2Jb c d[^\p{Cc}\p{Cf}]*$/u);
  });

  test('limits the length of its message and keeps hint and tracking id', () => {
    const long = 'long '.repeat(2_000);
    const errors = Array.from({ length: 50 }, (_, index) => ({ description: `${index} ${long}` }));
    const url = new URL(`https://api.example/v1/rooms?ids=${'x'.repeat(9_000)}`);
    const error = apiError(
      context({ url, hints: { 400: 'The hint.' } }),
      response(400, { errors, trackingId: 'T9' }),
    );
    expect(error.message.length).toBeLessThanOrEqual(2_000);
    expect(error.message).toContain('The hint. (POST https://api.example/v1/rooms?ids=xxx');
    expect(error.message).toMatch(/tracking id T9\)$/);
    expect(error.url).toBe(url.href);
    expect(String(error.body).length).toBeLessThanOrEqual(65_536);
    expect(inspect(error).length).toBeLessThan(600_000);
  });

  test('does not take members of Object.prototype as hints', () => {
    const hints = Object.create({ 404: 'inherited' });
    expect(apiError(context({ hints }), response(404, '')).message).not.toContain('inherited');
  });

  test('does not show the query of a URL of another origin', () => {
    const url = new URL('https://files.example/a?sig=x&b=2#c');
    const error = apiError(context({ url, isApiOrigin: false }), response(403, ''));
    expect(error.url).toBe('https://files.example/a');
    expect(error.message).not.toContain('b=2');
  });
});

test('notSentError() is a RateLimitError without headers, in whole seconds', () => {
  const error = notSentError(context(), 2_300);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ status: 429, retryAfter: 3, headers: {}, errors: [] });
  expect(error.message).toMatch(/^429 Too Many Requests: not sent\. .* 3 s more/);
});

describe('connectionError()', () => {
  test('says whether the request may have been received, and ends with its notes', () => {
    const notes = () => ['HTTPS_PROXY is set but not used.'];
    const fault = { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED', delivery: 'not-sent' } as const;
    const error = connectionError(context({ notes, url: new URL('https://api.example/v1/a') }), fault);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', delivery: 'not-sent', permanent: false });
    expect(error.message).toBe(
      'connect ECONNREFUSED. HTTPS_PROXY is set but not used. (POST https://api.example/v1/a)',
    );
  });

  test.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('with %s is permanent and names the option ca', (code) => {
    const error = connectionError(context(), { message: 'refused', code, delivery: 'not-sent' });
    expect(error.permanent).toBe(true);
    expect(error.message).toMatch(/\bca\b/);
  });

  test('has no advice for a code named like a member of Object.prototype', () => {
    const error = connectionError(context(), { message: 'x', code: 'constructor', delivery: 'unknown' });
    expect(error).toMatchObject({ permanent: false, message: expect.stringMatching(/^x \(POST/) });
  });
});

test.each([
  ['GET', {}, 'Timed out after 300 ms ('],
  ['GET', { total: true }, 'Timed out after 300 ms, including retries and waits ('],
  ['GET', { idle: true }, 'No data received for 300 ms ('],
  ['POST', { idle: true }, 'No data sent for 300 ms ('],
])('timeoutError() of a %s with %j', (method, options, message) => {
  expect(timeoutError(context({ method }), 300, options).message.startsWith(message)).toBe(true);
});

test('malformedResponse() has the body unless the call is confidential', () => {
  const cause = new SyntaxError('Unexpected token');
  const page = response(200, 'line one\nline two');
  const open = malformedResponse(context(), page, 'Not JSON', cause);
  expect(open).toMatchObject({
    status: 200,
    body: 'line one\nline two',
    cause: { message: 'Unexpected token' },
  });
  expect(Object.keys(open)).not.toContain('body');
  const closed = malformedResponse(context({ confidential: true }), page, 'Not JSON', cause);
  expect(closed.body).toBe('');
  expect(closed.cause).toBeUndefined();
});

test('accessTokenError() has the error of the program as its cause', () => {
  const cause = new Error('vault is closed');
  const error = accessTokenError('The token source failed.', cause);
  expect(error).toBeInstanceOf(AccessTokenError);
  expect(error.cause).toBe(cause);
});

describe('safeCause()', () => {
  test('keeps the diagnostic properties of a Node error', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const fault = await once(connect(port, '127.0.0.1'), 'connect').catch((error: unknown) => error);
    const cause = safeCause(fault, new Secrets({}));
    expect(Object.getPrototypeOf(cause)).toBe(Error.prototype);
    expect({ ...Object(cause) }).toEqual({
      code: 'ECONNREFUSED',
      errno: expect.any(Number),
      syscall: 'connect',
      address: '127.0.0.1',
      port,
    });
    expect(String(cause)).toBe(`Error: connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  test('joins the messages inside an AggregateError without a message', () => {
    const cause = new AggregateError([new Error('first'), new Error('second')]);
    expect(String(safeCause(cause, new Secrets({})))).toBe('AggregateError: first; second');
  });

  test('passes errors of this SDK as they are', () => {
    const error = timeoutError(context(), 1);
    expect(safeCause(error, new Secrets({}))).toBe(error);
  });

  test.each([
    ['a string', 'no HUSH-token', 'no …'],
    ['null', null, 'null'],
    [
      'an object that throws',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('mine');
          },
        },
      ),
      'Error: ',
    ],
    ['an object without text', Object.create(null), 'Error: '],
  ])('takes %s', (_, cause, expected) => {
    const safe = safeCause(cause, new Secrets({ tokens: ['HUSH-token'] }));
    expect(safe instanceof Error ? `${safe.name}: ${safe.message}` : safe).toBe(expected);
  });
});
