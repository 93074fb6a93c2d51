import { className } from '../naming.js';

/** The conformance table of a new resource. */
export function resourceTest(name: string): string {
  const Class = className(name);
  return `import { conformance } from '@wxt/testing';
import { ${Class}, Session } from '../src/index.js';

conformance({
  create: (baseUrl) => new ${Class}(new Session({ accessToken: 'token', baseUrl })),
  rows: [
    { method: 'list', arguments: [{ max: 2 }], request: 'GET /v1/${name}?max=2', list: 'link' },
    {
      method: 'create',
      arguments: [{ name: 'A' }],
      request: 'POST /v1/${name}',
      body: { name: 'A' },
      answer: { id: 'ID', name: 'A' },
    },
    { method: 'get', arguments: ['ID'], request: 'GET /v1/${name}/ID', answer: { id: 'ID' } },
    {
      method: 'update',
      arguments: ['ID', { name: 'B' }],
      request: 'PUT /v1/${name}/ID',
      body: { name: 'B' },
      answer: { id: 'ID', name: 'B' },
    },
    { method: 'delete', arguments: ['ID'], request: 'DELETE /v1/${name}/ID' },
  ],
});
`;
}
