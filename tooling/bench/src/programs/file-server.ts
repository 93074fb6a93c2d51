import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { answer } from '../harness/answer.js';

/** Discards uploads and responds with their size; downloads have the number of bytes in the path. */
const chunk = Buffer.alloc(2 ** 16);
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.byteLength;
    });
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'MESSAGE', bytes }));
    });
    return;
  }
  const size = Number(/\d+$/.exec(request.url ?? '')?.[0]);
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
  Readable.from(pieces(size), { objectMode: false }).pipe(response);
});

function* pieces(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= chunk.byteLength) yield chunk.subarray(0, left);
}

server.listen(0, '127.0.0.1', () => answer(async () => (server.address() as AddressInfo).port));
