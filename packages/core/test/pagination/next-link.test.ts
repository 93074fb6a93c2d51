import { describe, expect, test } from 'vitest';
import { nextLink, nextUrl, parseLinks } from '../../src/pagination/next-link.js';

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

  test('returns all links in order', () => {
    expect(parseLinks('<a>; rel="x y", <b>; rel=z')).toEqual([
      { target: 'a', relations: ['x', 'y'] },
      { target: 'b', relations: ['z'] },
    ]);
  });
});

describe('nextUrl()', () => {
  const current = new URL('https://webexapis.com/v1/rooms?max=2');
  const next = (link: string, first = 'https://webexapis.com/v1/rooms', from = current) =>
    nextUrl(link, from, new URL(first)).href;

  test.each([
    ['https://webexapis.com/v1/rooms?cursor=a%2Cb,c;d&max=2', '/v1/rooms?cursor=a%2Cb,c;d&max=2'],
    ['https://webexapis.com/v1/rooms?max=null&cursor=a+b%20c', '/v1/rooms?cursor=a+b%20c'],
    ['https://webexapis.com/v1/rooms?cursor=a&max=null', '/v1/rooms?cursor=a'],
    ['https://webexapis.com/v1/rooms?cursormax=null', '/v1/rooms?cursormax=null'],
    ['/v1/rooms?cursor=1', '/v1/rooms?cursor=1'],
    ['?cursor=1', '/v1/rooms?cursor=1'],
    ['?cursor=1#second', '/v1/rooms?cursor=1'],
    ['https://me:secret@webexapis.com/v1/rooms?cursor=1', '/v1/rooms?cursor=1'],
  ])('leads from %s to %s', (link, expected) => {
    expect(next(link)).toBe(`https://webexapis.com${expected}`);
  });

  test.each([
    ['?cursor=1', '?mentionedPeople=me&roomId=R', '?cursor=1&mentionedPeople=me&roomId=R'],
    ['?cursor=1&orgId=B', '?orgId=A&max=5', '?cursor=1&orgId=B&max=5'],
    ['?cursor=1&orgId=', '?orgId=A', '?cursor=1&orgId='],
    ['?cursor=1&org%49d=B', '?orgId=A', '?cursor=1&org%49d=B'],
    ['?max=null&cursor=1', '?max=7&type=group', '?cursor=1&max=7&type=group'],
    ['?c=1', '?from=2026-01-01T00%3A00%3A00Z&x=a,b+c', '?c=1&from=2026-01-01T00%3A00%3A00Z&x=a,b+c'],
    ['?c=1', '?id=a&id=b', '?c=1&id=a&id=b'],
    ['', '?ownedBy=creator', '?ownedBy=creator'],
    [
      '?c=1',
      '?before=1&beforeMessage=2&after=3&cursor=4&offset=5&start=6&startIndex=7&page=8&pageToken=9&next=10&nextToken=11&kept=12',
      '?c=1&kept=12',
    ],
  ])('of %s after a first request with %s is %s', (link, first, expected) => {
    const path = 'https://webexapis.com/v1/messages';
    expect(next(path + link, path + first)).toBe(path + expected);
  });
});
