import { conformance } from '@wxt/testing';
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
  invalid: [
    [
      'create() without messageId',
      (actions) => actions.create({ type: 'submit', inputs: {} } as never),
      /"messageId" is required/,
    ],
    [
      'create() without inputs',
      (actions) => actions.create({ type: 'submit', messageId: 'M' } as never),
      /"inputs" is required/,
    ],
  ],
});
