import type { IncomingMessage } from 'node:http';
import { RequestRejection } from './request-rejection.js';
import type { ReadHeader } from './verify-signature.js';

/** A request, whichever way it comes. */
export interface Incoming {
  readonly method: string;
  readonly header: ReadHeader;
  /** Reads the body's bytes as they were sent; throws a RequestRejection for more than the limit. */
  readonly read: (limit: number) => Promise<Uint8Array>;
}

/** What frameworks leave of a body they have read. */
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
      if (request.bodyUsed || request.body?.locked) throw bodyReadBefore();
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

/** Returns the body's bytes if a framework has read and kept them. */
function keptBytes({ rawBody, body }: Framework): Uint8Array | undefined {
  const kept = rawBody ?? body;
  return typeof kept === 'string' ? Buffer.from(kept) : kept instanceof Uint8Array ? kept : undefined;
}

/** Reads without the stream's iterator, which would destroy the connection before a response could be sent. */
function readStream(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (request.readableDidRead) throw bodyReadBefore();
  return new Promise((resolve, reject) => {
    const broken = () => reject(new Error('The client closed the connection.'));
    // A stream that is destroyed already emits nothing more.
    if (request.destroyed) return broken();
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
    request.on('close', broken);
  });
}

function checkSize(size: number, limit: number): void {
  if (size > limit) throw tooLarge(limit);
}

function tooLarge(limit: number): RequestRejection {
  return new RequestRejection(413, `The body is larger than ${limit} bytes (bodyLimit).`);
}

/** The signature is of the bytes that were sent, which parsed JSON doesn't have any more. */
function bodyReadBefore(): RequestRejection {
  return new RequestRejection(
    500,
    'The body was read before the receiver got the request, so its signature can’t be checked. Hand over the request before anything parses its body (a body parser, request.json()), or keep the bytes as they came in request.rawBody.',
    'WXT_WEBHOOK_BODY_READ',
  );
}
