import { describe, expect, test } from 'vitest';
import { nextLink, nextUrl, parseLinks } from '../../src/pagination/link.js';

describe('parseLinks', () => {
  test.each([
    ['<https://a.example/x>; rel="next"', 'https://a.example/x'],
    ['<https://a.example/x>; rel=next', 'https://a.example/x'],
    ['<https://a.example/x>;rel="prev next"', 'https://a.example/x'],
    ['<https://a.example/x> ; REL="Next"', 'https://a.example/x'],
    ['<https://a.example/x>; title="a, b; c \\"<d>\\""; rel="next"', 'https://a.example/x'],
    ['<https://a.example/a,b;c?d="e">; rel="next"', 'https://a.example/a,b;c?d="e"'],
    ['<https://a.example/1>; rel="first", <https://a.example/2>; rel="next"', 'https://a.example/2'],
    [
      '<https://a.example/1,2>; rel="prev" , <https://a.example/3;4>; rel="next", <u>; rel="last"',
      'https://a.example/3;4',
    ],
    ['nonsense, <https://a.example/x>; rel="next"', 'https://a.example/x'],
    ['< /v1/rooms?cursor=1 >; rel="next"', '/v1/rooms?cursor=1'],
  ])('finds the next link of %s', (header, target) => {
    expect(nextLink(header)).toBe(target);
  });

  test.each([
    [undefined],
    [''],
    ['<https://a.example/x>'],
    ['<https://a.example/x>; rel="prev"'],
    ['<https://a.example/x>; title="rel=next"'],
    ['<https://a.example/x>; rel="prev"; rel="next"'],
    ['<https://a.example/x>; rel="nextish"'],
    ['https://a.example/x; rel="next"'],
  ])('finds no next link in %s', (header) => {
    expect(nextLink(header)).toBeUndefined();
  });

  test('gives all links in order', () => {
    expect(parseLinks('<a>; rel="x y", <b>; rel=z')).toEqual([
      { target: 'a', relations: ['x', 'y'] },
      { target: 'b', relations: ['z'] },
    ]);
  });
});

describe('nextUrl', () => {
  const current = new URL('https://webexapis.com/v1/rooms?max=2');
  test.each([
    [
      'https://webexapis.com/v1/rooms?cursor=a%2Cb,c;d&max=2',
      'https://webexapis.com/v1/rooms?cursor=a%2Cb,c;d&max=2',
    ],
    [
      'https://webexapis.com/v1/rooms?max=null&cursor=a+b%20c',
      'https://webexapis.com/v1/rooms?cursor=a+b%20c',
    ],
    ['https://webexapis.com/v1/rooms?cursor=a&max=null', 'https://webexapis.com/v1/rooms?cursor=a'],
    ['https://webexapis.com/v1/rooms?cursormax=null', 'https://webexapis.com/v1/rooms?cursormax=null'],
    ['/v1/rooms?cursor=1', 'https://webexapis.com/v1/rooms?cursor=1'],
    ['?cursor=1', 'https://webexapis.com/v1/rooms?cursor=1'],
  ])('%s', (link, expected) => {
    expect(nextUrl(link, current).href).toBe(expected);
  });
});
