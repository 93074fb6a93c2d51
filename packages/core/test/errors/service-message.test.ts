import { describe, expect, test } from 'vitest';
import { readServiceMessage } from '../../src/errors/service-message.js';

const read = (body: unknown, headers: Record<string, string> = {}) =>
  readServiceMessage({ headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('readServiceMessage() reads the explanation', () => {
  const rows: [string, unknown, string[]][] = [
    ['message', { message: 'Room is gone' }, ['Room is gone']],
    ['errors[].description', { errors: [{ description: 'No title' }] }, ['No title']],
    ['errors[].message', { errors: [{ message: 'Bad site', code: 4 }] }, ['Bad site']],
    ['errors[].reason', { errors: [{ reason: 'quota' }] }, ['quota']],
    ['strings in errors', { errors: ['Too long', 'Too wide'] }, ['Too long', 'Too wide']],
    ['errors as text', { errors: 'Everything' }, ['Everything']],
    ['errors by attribute', { errors: { email: ['is taken'], age: 'is odd' } }, ['is taken', 'is odd']],
    [
      'the errors of OAuth',
      { error: 'invalid_grant', error_description: 'The code was used' },
      ['The code was used', 'invalid_grant'],
    ],
    ['error as text', { error: 'unsupported' }, ['unsupported']],
    ['error.message', { error: { key: '403', message: 'Not licensed' } }, ['Not licensed']],
    [
      'error.message[].description',
      { error: { key: '400', message: [{ code: 'C1', description: 'Bad phone' }], trackingId: 'T' } },
      ['Bad phone'],
    ],
    ['error.errors[].description', { error: { errors: [{ description: 'Deep' }] } }, ['Deep']],
    [
      'the detail of SCIM',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        detail: 'userName is taken',
        status: '409',
      },
      ['userName is taken'],
    ],
    [
      'a problem of RFC 9457',
      { type: 'about:blank', title: 'Forbidden zone', detail: 'Ask first' },
      ['Ask first', 'Forbidden zone'],
    ],
    ['description', { description: 'Described' }, ['Described']],
    ['reason', { reason: 'Because' }, ['Because']],
    ['errorMessage', { errorCode: 7, errorMessage: 'Seven' }, ['Seven']],
    [
      'fault.faultstring',
      { fault: { faultstring: 'Spike arrest', detail: { errorcode: 'x' } } },
      ['Spike arrest'],
    ],
    ['JSON within a message', { message: '{"error":{"message":"Inner"}}' }, ['Inner']],
    ['a JSON string', '"Not here"', ['Not here']],
    ['a list of errors', [{ message: 'One' }, { message: 'Two' }], ['One', 'Two']],
    ['plain text', 'upstream connect error', ['upstream connect error']],
    ['JSON that was cut off', '{"message": "ab', ['{"message": "ab']],
    ['JSON without a known attribute', { status: 'FAILED' }, ['{"status":"FAILED"}']],
    [
      'the title of a page',
      '<!DOCTYPE html><html><head><title>\n Gateway  down</title></head>',
      ['Gateway  down'],
    ],
    [
      'entities and UTF-8 in a title',
      '<html><title>Zugriff f&uuml;r &quot;M&#252;ller &amp; S&#xF6;hne&quot; – verweigert 🚫</title>',
      ['Zugriff f&uuml;r "Müller & Söhne" – verweigert 🚫'],
    ],
    ['a page without a title', '<html><style>p{}</style><h1>Bad</h1><p>Gateway', ['Bad Gateway']],
    ['a byte order mark', '\ufeff{"message":"Marked"}', ['Marked']],
  ];
  test.each(rows)('from %s', (_, body, sentences) => {
    expect(read(body).sentences).toEqual(sentences);
  });

  test.each(['', '  \n', '{}', '[]', 'null', '""', '<html><body></body></html>'])(
    'and returns none for %j',
    (body) => {
      expect(read(body).sentences).toEqual([]);
    },
  );

  test('from WWW-Authenticate, in addition to or in place of the body', () => {
    const headers = {
      'www-authenticate': 'Bearer error="invalid_token", error_description="It \\"expired\\""',
    };
    expect(read('', headers).sentences).toEqual(['It "expired"']);
    expect(read({ message: 'Log in' }, headers).sentences).toEqual(['Log in', 'It "expired"']);
  });

  test('once if several attributes hold the same text', () => {
    const body = { message: 'No such room.', errors: [{ description: 'no such  room' }], detail: 'Else' };
    expect(read(body).sentences).toEqual(['No such room.', 'Else']);
  });

  test('not from members of Object.prototype', () => {
    expect(read('{"constructor":"x"}').sentences).toEqual(['{"constructor":"x"}']);
    expect(read('{"__proto__":{"message":"inherited"}}').sentences).not.toContain('inherited');
  });
});

describe('readServiceMessage() keeps the items of errors', () => {
  const rows: [string, unknown, unknown[]][] = [
    [
      'with code and errorCode',
      {
        errors: [
          { description: 'A', code: 400014 },
          { errorCode: 'E7', message: 'B', nested: { x: 1 } },
        ],
      },
      [
        { description: 'A', code: 400014 },
        { description: 'B', errorCode: 'E7', message: 'B' },
      ],
    ],
    ['of strings', { errors: ['x', ''] }, [{ description: 'x' }]],
    ['without a text', { errors: [{ code: 'ONLY_CODE' }] }, [{ code: 'ONLY_CODE', description: '' }]],
    [
      'in error.message',
      { error: { message: [{ description: 'D', code: 'C' }] } },
      [{ description: 'D', code: 'C' }],
    ],
    [
      'and skips values that are not explanations',
      { errors: [null, 5, [], { description: 'x' }] },
      [{ description: 'x' }],
    ],
    ['up to a hundred', { errors: Array(5000).fill('x') }, Array(100).fill({ description: 'x' })],
  ];
  test.each(rows)('%s', (_, body, errors) => {
    expect(read(body).errors).toEqual(errors);
  });
});

test.each([
  [{ trackingId: 'BODY' }, 'BODY'],
  [{ error: { trackingId: 'NESTED' } }, 'NESTED'],
  [{ trackingId: {} }, 'HEADER'],
  ['', 'HEADER'],
])('readServiceMessage() finds the tracking id of %j', (body, trackingId) => {
  expect(read(body, { trackingid: 'HEADER' }).trackingId).toBe(trackingId);
});

test.each([
  ['deep arrays', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ['deep errors', `${'{"errors":{"errors":'.repeat(500)}"x"${'}}'.repeat(500)}`],
  ['open tags', '<'.repeat(1_000_000)],
  ['open scripts', '<script>'.repeat(100_000)],
  ['open comments', '<!--'.repeat(100_000)],
  ['open titles', '<title'.repeat(100_000)],
])('readServiceMessage() does not throw for %s', (_, body) => {
  expect(read(body).sentences.join('').length).toBeLessThanOrEqual(4096);
});
