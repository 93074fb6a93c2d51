import type { Readable } from 'node:stream';

/** The text of a body, as far as it comes and is of use in an error; the rest is not read. */
export async function readText(body: Readable, maxBytes = 2 ** 16): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // What came with the status still counts.
  }
  return Buffer.concat(chunks).toString();
}
