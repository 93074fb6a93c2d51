import type { MiddlewareHandler } from 'hono';
import type { Call, Environment } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** What a body that isn't an upload may hold. */
const maxBodyBytes = 2 ** 20;

/** Reads the body ahead of everything else, so that it can be logged even if the request is refused. */
export const bufferBody: MiddlewareHandler<Environment> = async (call, next) => {
  // Uploads are read by the one route that takes them.
  if (!isMultipart(call)) call.set('bytes', await readBytes(call, maxBodyBytes));
  await next();
};

export function isMultipart(call: Call): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(call.req.header('content-type') ?? '');
}

/** Reads a body up to a limit; a larger one is a 413 and isn't read to its end. */
export async function readBytes(call: Call, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(call.req.header('content-length')) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of call.req.raw.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw badRequest('The request body is incomplete.');
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
  return new Uint8Array(Buffer.concat(chunks));
}

function tooLarge(maxBytes: number): ServiceError {
  return new ServiceError(413, `The request body can have at most ${maxBytes} bytes.`);
}
