import type { Readable } from 'node:stream';

/** Reads a stream to its end; answers `undefined` where it gives more bytes than the limit, and reads no further. */
export function collectBody(stream: Readable, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      resolve(undefined);
      stream.destroy();
    });
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    stream.once('close', () => reject(new Error('The answer was cut off')));
  });
}
