import { describe, expect, test } from 'vitest';
import { encodeQuery } from '../../src/request/url.js';

describe('encodeQuery', () => {
  test.each([
    [{}, ''],
    [{ a: undefined }, ''],
    [{ a: 0, b: false, c: '', d: null }, '?a=0&b=false&c=&d=null'],
    [{ a: ['x', 'y,z', 1] }, '?a=x,y%2Cz,1'],
    [{ 'a b': '&=#+ ä' }, '?a%20b=%26%3D%23%2B%20%C3%A4'],
    [{ a: undefined, b: 1 }, '?b=1'],
  ])('%j', (query, expected) => {
    expect(encodeQuery(query)).toBe(expected);
  });

  test.each([
    [{ a: {} }],
    [{ a: [{}] }],
    [{ a: Number.NaN }],
    [{ a: Number.POSITIVE_INFINITY }],
    [{ a: () => 1 }],
    [{ a: Symbol('x') }],
    [{ a: '\ud800' }],
    [{ a: [undefined] }],
  ])('throws a TypeError for %j', (query) => {
    expect(() => encodeQuery(query)).toThrow(TypeError);
    expect(() => encodeQuery(query)).toThrow(/Parameter "a"/);
  });

  test('says how to pass a date', () => {
    expect(() => encodeQuery({ before: new Date() })).toThrow(/date\.toISOString\(\)/);
  });
});
