import type { Readable } from 'node:stream';

/** Reads a stream to its end; answers `undefined` where it gives more bytes than the limit, and reads no further. */
export function collectBody(stream: Readable, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      settled = true;
      resolve(undefined);
      stream.destroy();
    });
    stream.once('end', () => {
      settled = true;
      const [first] = chunks;
      resolve(chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    stream.on('error', reject);
    // An error is dear to make: not for each answer that has come to its end.
    stream.once('close', () => {
      if (!settled) reject(new Error('The answer was cut off'));
    });
  });
}
