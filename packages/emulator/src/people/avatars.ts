import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Call } from '../http/route.js';
import { notFound } from '../http/service-error.js';

const cells = 5;
const cell = 16;

/** The URL below which avatars are served. It takes no token, as in the service. */
export function avatarsUrl(call: Call): string {
  return new URL('/avatars/', call.req.url).href;
}

/** Serves a pattern that is always the same for a person, as a PNG. */
export function serveAvatar(call: Call): Response {
  const id = (call.req.param('file') ?? '').replace(/\.png$/, '');
  if (!call.var.state.people.has(id)) throw notFound('an avatar with this address');
  return call.body(drawAvatar(id), 200, { 'content-type': 'image/png', 'cache-control': 'max-age=3600' });
}

/** Draws 5 by 5 cells, symmetric about the middle, in two colors. */
function drawAvatar(id: string): Uint8Array<ArrayBuffer> {
  const hash = createHash('sha256').update(id).digest();
  const [red = 0, green = 0, blue = 0] = hash;
  const palette = Buffer.from([240, 240, 240, red & 0xbf, green & 0xbf, blue & 0xbf]);
  const rows = Array.from({ length: cells * cell }, (_, y) => {
    const row = Buffer.alloc(1 + cells * cell);
    for (let x = 0; x < cells * cell; x += 1) {
      const column = Math.floor(x / cell);
      const place = Math.floor(y / cell) * cells + Math.min(column, cells - 1 - column);
      row[x + 1] = (hash[place % hash.length] ?? 0) & 1;
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(cells * cell, 0);
  header.writeUInt32BE(cells * cell, 4);
  // Eight bits a pixel, with a palette.
  header.set([8, 3], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
  ];
  return new Uint8Array(Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]));
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
