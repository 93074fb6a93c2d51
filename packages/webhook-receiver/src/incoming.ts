import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';
import type { ReadHeader } from './verify-signature.js';

/** A request, wherever it came from. */
export interface Incoming {
  readonly method: string;
  readonly header: ReadHeader;
  /** The body's bytes as they were sent; throws a Refusal for more than the limit. */
  readonly read: (limit: number) => Promise<Uint8Array>;
}

/** What frameworks leave of a body. */
interface Framework {
  readonly rawBody?: unknown;
  readonly body?: unknown;
}

export function fromFetch(request: Request): Incoming {
  return {
    method: request.method,
    header: (name) => request.headers.get(name) ?? undefined,
    read: async (limit) => {
      checkSize(Number(request.headers.get('content-length')), limit);
      if (request.bodyUsed) throw readBefore();
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of request.body ?? []) {
        size += chunk.byteLength;
        checkSize(size, limit);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}

export function fromNode(request: IncomingMessage & Framework): Incoming {
  return {
    method: request.method ?? '',
    header: (name) => request.headers[name]?.toString(),
    read: async (limit) => {
      checkSize(Number(request.headers['content-length'] ?? 0), limit);
      const bytes = keptBytes(request) ?? (await readStream(request, limit));
      checkSize(bytes.byteLength, limit);
      return bytes;
    },
  };
}

/** The body's bytes, where a framework has read and kept them. */
function keptBytes({ rawBody, body }: Framework): Uint8Array | undefined {
  const kept = rawBody ?? body;
  return typeof kept === 'string' ? Buffer.from(kept) : kept instanceof Uint8Array ? kept : undefined;
}

/** Reads without the iterator of the stream, which would break the connection before an answer could be sent. */
function readStream(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (request.readableDidRead) throw readBefore();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else {
        request.pause();
        reject(tooLarge(limit));
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The connection broke off.')));
  });
}

function checkSize(size: number, limit: number): void {
  if (size > limit) throw tooLarge(limit);
}

function tooLarge(limit: number): Refusal {
  return new Refusal(413, `The body is larger than ${limit} bytes.`);
}

/** A signature is of the bytes that were sent, which JSON that was parsed no longer has. */
function readBefore(): Refusal {
  return new Refusal(
    500,
    'The body was read before the receiver got it. Mount the receiver before express.json() and its like, or have them keep the bytes: express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes; } }).',
  );
}
