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
  ['a text', text, text, 'body', []],
  ['a number for a text', { type: 'number' }, text, 'body', ['type']],
  ['a number for a whole number', { type: 'number' }, { type: 'integer' }, 'answer', []],
  ['nothing for a thing', { type: 'nothing' }, thing, 'answer', ['type']],
  ['anything for what is not documented', anything, { type: 'unknown' }, 'answer', []],
  ['texts, joined in a query', texts, text, 'query', []],
  ['texts for a text in a body', texts, text, 'body', ['type']],
  ['a text or texts in a query', either, texts, 'query', []],
  ['a text or texts for texts in a body', either, texts, 'body', ['type']],
  ['numbers for texts', { type: 'array', items: { type: 'number' } }, texts, 'body', ['type']],
  ['anything for a thing', anything, thing, 'body', ['type']],
  ['anything for a thing without attributes', anything, { type: 'object', attributes: {} }, 'body', []],
  ['a thing for anything', thing, anything, 'body', []],
  ['the known values of a parameter', known, known, 'query', []],
  ['the known values in another order', { ...known, values: ['b', 'a'] }, known, 'query', []],
  ['a value too few', { ...known, values: ['a'] }, known, 'query', ['values']],
  ['a value too many', { ...known, values: ['a', 'b', 'c'] }, known, 'query', ['values']],
  ['any text for the known values', text, known, 'query', ['values']],
  ['known values for any text', known, text, 'query', ['values']],
  ['an open parameter', open, known, 'query', ['values']],
  ['an open answer', open, known, 'answer', []],
  ['a closed answer', known, known, 'answer', ['values']],
  ['known values in an array', { type: 'array', items: open }, { type: 'array', items: known }, 'answer', []],
])('%s', (_, declared, documented, place, kinds) => {
  expect(compareShapes(declared, documented, place).map(({ kind }) => kind)).toEqual(kinds);
});
