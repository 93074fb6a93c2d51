import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { TransportBody } from '../transport.js';
import { decode } from './decode.js';

/** Determines how the body of a response is read. */
interface Head {
  readonly method: string;
  readonly status: number | undefined;
  readonly encoding: string | undefined;
}

/** The body of a response that Node reads as a stream. */
export class NodeBody implements TransportBody {
  readonly #stream: Readable;
  readonly #toError: (error: unknown) => unknown;

  constructor(
    stream: Readable,
    { method, status = 0, encoding }: Head,
    toError: (error: unknown) => unknown,
  ) {
    // These have no content, whatever their headers say.
    const hasContent = method !== 'HEAD' && status !== 204 && status !== 304;
    this.#stream = hasContent && encoding !== undefined ? decode(stream, encoding) : stream;
    this.#toError = toError;
    // An error before the body is read is thrown again when it is; without a listener it would end the process.
    this.#stream.on('error', () => undefined);
  }

  collect(limit: number): Promise<Uint8Array | undefined> {
    const stream = this.#stream;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let isSettled = false;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= limit) {
          chunks.push(chunk);
          return;
        }
        isSettled = true;
        resolve(undefined);
        stream.destroy();
      });
      stream.once('end', () => {
        isSettled = true;
        const [first] = chunks;
        resolve(chunks.length === 1 ? first : Buffer.concat(chunks));
        stream.destroy();
      });
      stream.on('error', (error) => reject(this.#toError(error)));
      // Creating an Error is expensive; only do it if the stream closed early.
      stream.once('close', () => {
        if (!isSettled) reject(this.#toError(stream.errored ?? new Error('The response was cut off')));
      });
    });
  }

  cancel(): void {
    this.#stream.destroy();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* this.#stream;
    } catch (error) {
      throw this.#toError(error);
    }
  }
}

/** Joins repeated headers by `, `. Of Node's headers, `set-cookie` alone is an array. */
export function joinHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  if (headers['set-cookie'] === undefined) return headers as Readonly<Record<string, string>>;
  const joined: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    joined[name] = typeof value === 'string' ? value : (value?.join(', ') ?? '');
  }
  return joined;
}
