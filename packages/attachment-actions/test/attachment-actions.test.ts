import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import { AttachmentActions, Session } from '../src/index.js';

const create = (baseUrl: string) => new AttachmentActions(new Session({ accessToken: 'token', baseUrl }));
const action = { id: 'ACTION', type: 'submit', messageId: 'MESSAGE', inputs: { Name: 'Ada', Age: '36' } };

conformance({
  create,
  rows: [
    {
      method: 'create',
      arguments: [{ type: 'submit', messageId: 'MESSAGE', inputs: { Name: 'Ada', Age: '36' } }],
      request: 'POST /v1/attachment/actions',
      body: { type: 'submit', messageId: 'MESSAGE', inputs: { Name: 'Ada', Age: '36' } },
      answer: action,
    },
    { method: 'get', arguments: ['ACTION'], request: 'GET /v1/attachment/actions/ACTION', answer: action },
  ],
});

describe('wrong parameters are refused before anything is sent', () => {
  const rows: [string, (resource: ReturnType<typeof create>) => unknown, RegExp][] = [
    [
      'an action on no message',
      (actions) => actions.create({ type: 'submit', inputs: {} } as never),
      /"messageId" is required/,
    ],
    [
      'one without inputs',
      (actions) => actions.create({ type: 'submit', messageId: 'M' } as never),
      /"inputs" is required/,
    ],
  ];
  test.each(rows)('%s', async (_, call, message) => {
    const server = await startScriptedServer([]);
    const error = await (async () => call(create(server.url)))().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});
