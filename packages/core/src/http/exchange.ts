import type { Readable } from 'node:stream';
import {
  connectionError,
  type ErrorContext,
  malformedResponse,
  timeoutError,
} from '../errors/create-error.js';
import { WebexError } from '../errors/errors.js';
import type { TransferOptions } from '../request/request-options.js';
import { createDownloadStream } from './download-stream.js';
import { type IdleTimer, startIdleTimer } from './idle-timer.js';
import { type HttpResponse, isSuccess, type ResponseHead, readHead } from './response.js';
import {
  isTransportError,
  type Transport,
  type TransportBody,
  type TransportExchange,
  type TransportRequest,
} from './transport.js';

/** One attempt, ready to be sent. */
export interface ExchangeRequest
  extends Pick<TransportRequest, 'headers' | 'body' | 'replaySafe' | 'signal'>,
    Pick<TransferOptions, 'onProgress'> {
  readonly context: ErrorContext;
  /** Milliseconds until the response must be complete; if a file is moved, until the next bytes of it. */
  readonly timeout: number;
  /** Bytes a response may have, decompressed. */
  readonly maxResponseSize: number;
}

/** The response to a request for a file: its unread body, or the text of an error response. */
export interface FileResponse extends ResponseHead {
  readonly body: Readable | string;
}

/** Bytes that are read of an error response to a download. */
const maxRefusalSize = 2 ** 16;

/** Sends one request and reads the response, whatever its status. Throws if there is no complete response. */
export async function exchange(transport: Transport, request: ExchangeRequest): Promise<HttpResponse> {
  const { context, signal, maxResponseSize } = request;
  const { exchange, timer } = start(transport, request);
  try {
    const response = await exchange.response;
    const bytes = await response.body.collect(maxResponseSize);
    const head = readHead(context, response);
    if (bytes !== undefined) return { ...head, body: decode(bytes) };
    // Too large, but an error response is still reported by its status.
    if (response.status >= 400) return { ...head, body: '' };
    throw malformedResponse(
      context,
      { ...head, body: '' },
      `The response is larger than ${maxResponseSize} bytes (option maxResponseSize) and was not read`,
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw toError(context, error);
  } finally {
    timer.stop();
  }
}

/** Sends one request for a file. A success comes with its body still to be read, anything else with its text. */
export async function openExchange(transport: Transport, request: ExchangeRequest): Promise<FileResponse> {
  const { context, signal, timeout } = request;
  const { exchange, timer } = start(transport, request);
  try {
    const response = await exchange.response;
    const head = readHead(context, response);
    if (!isSuccess(response) || context.method === 'HEAD') {
      return { ...head, body: await readText(response.body) };
    }
    const { 'content-length': length, 'content-encoding': encoding } = response.headers;
    const body = createDownloadStream(response.body, {
      size: length === undefined || encoding !== undefined ? undefined : Number(length),
      timeout,
      onProgress: request.onProgress,
      toError: (error) => (signal?.aborted ? signal.reason : toError(context, error)),
      truncatedError: () =>
        connectionError(context, { message: 'The file broke off before its end', delivery: 'answered' }),
      idleTimeoutError: () => timeoutError(context, timeout, { idle: true }),
    });
    return { ...head, body };
  } catch (error) {
    signal?.throwIfAborted();
    throw toError(context, error);
  } finally {
    timer.stop();
  }
}

function start(
  transport: Transport,
  { context, headers, body, replaySafe, signal, timeout }: ExchangeRequest,
): { exchange: TransportExchange; timer: IdleTimer } {
  signal?.throwIfAborted();
  const isUpload = typeof body === 'object' && !(body instanceof Uint8Array);
  const timer = startIdleTimer(timeout, () =>
    exchange.abort(timeoutError(context, timeout, { idle: isUpload })),
  );
  const { method, url } = context;
  const exchange = transport.start({
    method,
    url,
    headers,
    body,
    replaySafe,
    followRedirects: false,
    signal,
    onSent: isUpload ? timer.restart : undefined,
  });
  return { exchange, timer };
}

/** Reads the text of an error response up to a limit; the status is kept even if reading fails. */
async function readText(body: TransportBody): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= maxRefusalSize) break;
    }
  } catch {
    // Incomplete or timed out: use what has arrived.
  }
  return decode(concatenate(chunks, size));
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Passes on this SDK's errors, and TypeErrors for what a runtime refuses to send, such as a header with a line break. */
function toError(context: ErrorContext, error: unknown): unknown {
  if (error instanceof WebexError || error instanceof TypeError) return error;
  if (!isTransportError(error)) {
    return connectionError(context, { message: 'The connection failed', delivery: 'unknown', cause: error });
  }
  const { message, code, delivery, permanent, cause } = error;
  return connectionError(context, { message, code, delivery, permanent, cause });
}
