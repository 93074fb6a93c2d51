import { expect, test } from 'vitest';
import { compareShapes } from '../src/compare-shapes.js';
import type { Shape } from '../src/shape.js';

const text: Shape = { type: 'string' };
const texts: Shape = { type: 'array', items: text };
const either: Shape = { type: 'union', alternatives: [text, texts] };
const known: Shape = { type: 'string', values: ['a', 'b'] };
const open: Shape = { ...known, open: true };
const thing: Shape = { type: 'object', attributes: { name: text } };
const anything: Shape = { type: 'object' };

test.each<[string, Shape, Shape, 'query' | 'body' | 'answer', string[]]>([
  ['a string', text, text, 'body', []],
  ['a number for a string', { type: 'number' }, text, 'body', ['type']],
  ['a number for an integer', { type: 'number' }, { type: 'integer' }, 'answer', []],
  ['nothing for an object', { type: 'nothing' }, thing, 'answer', ['type']],
  ['anything for an undocumented shape', anything, { type: 'unknown' }, 'answer', []],
  ['an array for a string in a query', texts, text, 'query', []],
  ['an array for a string in a body', texts, text, 'body', ['type']],
  ['a string or an array for an array in a query', either, texts, 'query', []],
  ['a string or an array for an array in a body', either, texts, 'body', ['type']],
  [
    'an array of numbers for an array of strings',
    { type: 'array', items: { type: 'number' } },
    texts,
    'body',
    ['type'],
  ],
  ['any object for an object with attributes', anything, thing, 'body', ['type']],
  ['any object for an object without attributes', anything, { type: 'object', attributes: {} }, 'body', []],
  ['an object with attributes for any object', thing, anything, 'body', []],
  ['the documented values of a parameter', known, known, 'query', []],
  ['the documented values in another order', { ...known, values: ['b', 'a'] }, known, 'query', []],
  ['a missing value', { ...known, values: ['a'] }, known, 'query', ['values']],
  ['an additional value', { ...known, values: ['a', 'b', 'c'] }, known, 'query', ['values']],
  ['any string for an enumeration', text, known, 'query', ['values']],
  ['an enumeration for any string', known, text, 'query', ['values']],
  ['an open enumeration in a parameter', open, known, 'query', ['values']],
  ['an open enumeration in a response', open, known, 'answer', []],
  ['a closed enumeration in a response', known, known, 'answer', ['values']],
  [
    'an open enumeration in an array of a response',
    { type: 'array', items: open },
    { type: 'array', items: known },
    'answer',
    [],
  ],
])('compareShapes() of %s', (_, declared, documented, place, kinds) => {
  expect(compareShapes(declared, documented, place).map(({ kind }) => kind)).toEqual(kinds);
});
