import { expect, test } from 'vitest';
import { findOperation } from '../src/find-operation.js';

const operations = ['GET /people', 'GET /people/{personId}', 'GET /people/me', 'PUT /people/{personId}'];

test.each([
  ['GET', '/people', 'GET /people'],
  ['GET', '/people/me', 'GET /people/me'],
  ['GET', '/people/id-personId', 'GET /people/{personId}'],
  ['PUT', '/people/id-personId', 'PUT /people/{personId}'],
  ['PUT', '/people/me', undefined],
  ['GET', '/people/you', undefined],
  ['GET', '/people/id-personId/more', undefined],
  ['POST', '/people', undefined],
])('findOperation() of %s %s is %s', (method, path, operation) => {
  expect(findOperation({ method, path }, operations)).toBe(operation);
});
