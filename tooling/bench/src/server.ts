import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers every request with the same person, from a process of its own. */
const person = JSON.stringify({
  id: 'PERSON',
  emails: ['ada@example.com'],
  displayName: 'Ada',
  type: 'person',
});
const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  response.end(person);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
