import { expect, test } from 'vitest';
import { deriveFacts } from '../src/derive-facts.js';

const document = {
  paths: {
    '/things': {
      post: {
        description: 'Prose.',
        parameters: [
          { in: 'query', name: 'dryRun', required: true, schema: { type: 'boolean', description: 'Prose.' } },
          { in: 'query', name: 'max', schema: { type: 'integer', default: 7 } },
        ],
        requestBody: { $ref: '#/components/requestBodies/thing' },
        responses: {
          200: {
            description: 'Prose.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } },
          },
          204: { description: 'Prose.' },
          400: { content: { 'application/json': { schema: { type: 'string' } } } },
        },
      },
    },
    '/others/{otherId}': {
      get: {
        parameters: [{ in: 'path', name: 'otherId', required: true, schema: { type: 'string' } }],
        responses: { 200: { content: { 'application/json': { schema: {} } } } },
      },
    },
  },
  components: {
    requestBodies: {
      thing: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
    },
    schemas: {
      thing: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['a', 'b'], example: 'a' },
          parts: { type: 'array', items: { type: 'object', properties: { size: { type: 'number' } } } },
        },
      },
    },
  },
};

const thing = {
  type: 'object',
  attributes: {
    kind: { type: 'string', values: ['a', 'b'], required: true },
    parts: { type: 'array', items: { type: 'object', attributes: { size: { type: 'number' } } } },
  },
};

test('deriveFacts() returns the parameters, bodies and responses of all operations', () => {
  expect(deriveFacts(document, () => true)).toEqual({
    'POST /things': {
      path: {},
      query: { dryRun: { type: 'boolean', required: true }, max: { type: 'integer' } },
      body: thing,
      answers: { 200: thing, 204: { type: 'nothing' } },
    },
    'GET /others/{otherId}': {
      path: { otherId: { type: 'string', required: true } },
      query: {},
      answers: { 200: { type: 'unknown' } },
    },
  });
});

test('deriveFacts() leaves out unwanted paths', () => {
  expect(Object.keys(deriveFacts(document, (path) => path.startsWith('/things')))).toEqual(['POST /things']);
});

test('deriveFacts() throws for an unknown schema type', () => {
  const responses = { 200: { content: { 'application/json': { schema: { type: 'tuple' } } } } };
  const odd = { paths: { '/odd': { get: { responses } } } };
  expect(() => deriveFacts(odd, () => true)).toThrow('There is no rule for the type "tuple".');
});
