import { describe, expect, test } from 'vitest';
import { Secrets } from '../../src/errors/secrets.js';

const token = 'MTA0-ab/cd+ef=gh_ij.kl~mn "op"\\q';
const basic = (text: string) => Buffer.from(text).toString('base64');

describe('Secrets.clean() hides a token', () => {
  const secrets = new Secrets({ tokens: [token, false, undefined, 'abc'] });
  test.each([
    ['as it is', token],
    ['URL-encoded', encodeURIComponent(token)],
    ['URL-encoded in lower case', encodeURIComponent(token).toLowerCase().replace('mta0', 'MTA0')],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(token))],
    ['form-encoded', new URLSearchParams({ x: token }).toString().slice(2)],
    ['JSON-escaped', JSON.stringify(token)],
    ['JSON within JSON', JSON.stringify(JSON.stringify(token))],
    ['JSON with escaped slashes', JSON.stringify(token).replaceAll('/', '\\/')],
    [
      'JSON with Unicode escapes',
      JSON.stringify(token).replaceAll('+', '\\u002B').replaceAll('=', '\\u003d'),
    ],
    ['escaped in HTML', token.replaceAll('"', '&quot;').replaceAll('+', '&#43;').replaceAll('=', '&#x3D;')],
    ['as a password of basic authentication', basic(`:${token}`)],
    ['after a user of one letter', basic(`u:${token}`)],
    ['after a user of two letters', basic(`uv:${token}`)],
  ])('%s', (_, shown) => {
    const cleaned = secrets.clean(`before ${shown} after`);
    expect(cleaned).toMatch(/^before .*…/);
    expect(cleaned).not.toMatch(/ab.{1,7}cd|MTA0|mn|bi9jZCtl/i);
    expect(cleaned).toMatch(/after$/);
  });

  test('of which only the beginning is left in truncated text', () => {
    expect(secrets.clean(`Bearer ${token.slice(0, 12)}`)).toBe('Bearer …');
  });

  test('but not text that only resembles it', () => {
    expect(secrets.clean('abc MTA0 ab/cd')).toBe('abc MTA0 ab/cd');
  });
});

describe('Secrets collects', () => {
  test('every value of a form but the public ones', () => {
    const form = {
      grant_type: 'refresh_token',
      client_id: 'C1234',
      scope: 'spark:all',
      redirect_uri: 'http://localhost/cb',
      code: 'CODE-1',
      custom: 'CUSTOM-2',
      nested: ['LIST-3'],
      token_type_hint: 'access_token',
    };
    const text = [...Object.values(form).flat(), 'http://localhost/cb'].join(' | ');
    expect(new Secrets({ form }).clean(text)).toBe(
      'refresh_token | C1234 | spark:all | http://localhost/cb | … | … | … | access_token | http://localhost/cb',
    );
  });

  test('attributes with the name of a secret at any depth, and no other attributes', () => {
    const values = [
      { meeting: { hostKey: 123456, title: 'Weekly' }, list: [{ Password: 'PW-value' }] },
      { 'X-Api-Key': 'KEY-value', 'proxy-authorization': 'Basic dXNlcjpCQVNJQy12YWx1ZQ==' },
      { credentials: { inner: { deep: 'DEEP-value' } }, voicemailPin: 'PIN-value', isTokenValid: true },
    ];
    const secrets = new Secrets({ values });
    expect(secrets.clean('123456 Weekly PW-value KEY-value BASIC-value DEEP-value PIN-value true')).toBe(
      '… Weekly … … … … … true',
    );
  });

  test('the password of a proxy, decoded and as basic authentication', () => {
    const secrets = new Secrets({ proxies: [new URL('http://user:p%40ss-word@proxy.example'), undefined] });
    const cleaned = secrets.clean(
      `p@ss-word p%40ss-word ${basic('user:p@ss-word')} http://a:b@proxy.example/`,
    );
    expect(cleaned).toBe('… … … http://…@proxy.example/');
  });

  test('nothing from files and streams', () => {
    const body = { token: [Buffer.alloc(50_000_000, 'a'), new Blob(['blob'])], files: [Buffer.alloc(9)] };
    expect(new Secrets({ values: [body] }).clean('0 97 blob')).toBe('0 97 blob');
  });

  test('values that contain each other, longest first', () => {
    const secrets = new Secrets({ tokens: ['inner', 'an inner one'] });
    expect(secrets.clean('an inner one, inner')).toBe('…, …');
  });

  test('values of any length', () => {
    const value = Array.from({ length: 5_000 }, (_, index) => `${index}+`).join('');
    expect(new Secrets({ values: [{ privateKey: value }] }).clean(`a ${value} b`)).toMatch(/^a …+ b$/);
  });
});

describe('Secrets.clean() hides what follows the name of a secret', () => {
  const secrets = new Secrets({});
  test.each([
    ['{"access_token":"hush-1","expires_in":5}', '{"access_token":"…","expires_in":5}'],
    ['{"a":{"clientSecret" : "hu\\"sh\\\\"},"b":"kept"}', '{"a":{"clientSecret" : "…"},"b":"kept"}'],
    ['{"refresh_token":"hush-2 cut off', '{"refresh_token":"…"'],
    ['{"pin":1234,"isPasswordSet":true,"token":null}', '{"pin":"…","isPasswordSet":true,"token":null}'],
    ['{"tokens":["hush-3","hush]4"],"b":1}', '{"tokens":"…","b":1}'],
    ['{"credentials":{"a":"hush-5', '{"credentials":"…"'],
    ['"{\\"token\\":\\"hush-6\\",\\"b\\":\\"kept\\"}"', '"{\\"token\\":\\"…\\",\\"b\\":\\"kept\\"}"'],
    ["{'password': 'hush-7', 'b': 'kept'}", "{'password': '…', 'b': 'kept'}"],
    ['code=kept&client_secret=hush-8&x=1', 'code=kept&client_secret=…&x=1'],
    ['https://f.example/a?X-Amz-Signature=hush-9&b=1#c', 'https://f.example/a?X-Amz-Signature=…&b=1#c'],
    ['x%2Dapi%2Dkey=hush-10', 'x%2Dapi%2Dkey=…'],
    ['token="hush 11" b="kept"', 'token="…" b="kept"'],
    ['got Authorization: Bearer hush12abcdefghijkl.', 'got Authorization: Bearer …'],
    ['ftp://user:hush-13@host/', 'ftp://…@host/'],
    ['token_type=Bearer', 'token_type=Bearer'],
    ['The token is invalid; password: too short', 'The token is invalid; password: too short'],
  ])('%s', (text, expected) => {
    expect(secrets.clean(text)).toBe(expected);
  });
});

test('Secrets.clean() returns one line of printable characters', () => {
  const text = ' a\r\n\tb\u0000c\u001b[31md\u202ee\u200bf\u2028g\u0085h\ud800 ';
  expect(new Secrets({}).clean(text)).toBe('a b c [31md e f g h\ufffd');
});

test('Secrets.clean() truncates at its limit without splitting a character', () => {
  const secrets = new Secrets({});
  expect(secrets.clean('x'.repeat(600), 500)).toHaveLength(500);
  expect(secrets.clean('ab😀cd', 4)).toBe('ab…');
  expect(secrets.clean('abcd', 4)).toBe('abcd');
});

describe('Secrets.cleanValue()', () => {
  test('copies JSON without secrets in keys and values, and keeps the rest', () => {
    const secrets = new Secrets({ tokens: ['hush-value'] });
    const value = {
      text: 'the hush-value\nstays out',
      'a hush-value': 1,
      list: [{ secret: 'unknown', nothing: null, yes: true, tokenCount: 5 }],
      password: { inner: ['x', 2, false] },
      constructor: 'own',
    };
    expect(secrets.cleanValue(value)).toEqual({
      text: 'the …\nstays out',
      'a …': 1,
      list: [{ secret: '…', nothing: null, yes: true, tokenCount: '…' }],
      password: { inner: ['…', '…', false] },
      constructor: 'own',
    });
    expect(value.password.inner).toEqual(['x', 2, false]);
  });

  test('copies an attribute named __proto__ as an own property', () => {
    const copy = new Secrets({}).cleanValue(JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.keys(Object(copy))).toEqual(['__proto__']);
  });

  test('handles deeply nested values', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(JSON.stringify(new Secrets({}).cleanValue(deep))).toContain('…');
  });
});

test.each([
  ['backslashes', '\\'],
  ['quotes', '"'],
  ['quoted names', '"a"'],
  ['names of secrets', '"token":'],
  ['open brackets', '"token":['],
  ['parameters', 'token='],
  ['slashes', '://'],
  ['percents', '%25'],
  ['ampersands', '&#0'],
  ['words', 'a'],
  ['bearers', 'bearer '],
])('Secrets.clean() takes linear time for a megabyte of %s', (_, piece) => {
  const secrets = new Secrets({ tokens: ['-"\\+%&secret', 'aaaaaaaaab'] });
  // Takes hours if the work grows with the square of the length.
  expect(secrets.clean(piece.repeat(1_000_000 / piece.length), 500).length).toBeLessThanOrEqual(500);
});
