import { Readable } from 'node:stream';
import type { Progress } from '../types.js';
import { startIdleTimer } from './idle-timer.js';
import type { TransportBody } from './transport.js';

/** The limits of a download. */
export interface DownloadLimits {
  /** Bytes announced by `Content-Length`. */
  readonly size: number | undefined;
  /** Milliseconds until the next bytes must arrive. */
  readonly timeout: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly toError: (error: unknown) => unknown;
  readonly truncatedError: () => Error;
  readonly idleTimeoutError: () => Error;
}

/** Creates a stream of a body that ends with an error if it breaks off, falls short of its size or stops arriving. */
export function createDownloadStream(body: TransportBody, limits: DownloadLimits): Readable {
  const { size, timeout, onProgress } = limits;
  const chunks = body[Symbol.asyncIterator]();
  let transferred = 0;
  let isWaiting = false;
  const timer = startIdleTimer(timeout, () => {
    // Only counts while waiting for data, not while the reader is paused.
    if (isWaiting) fail(limits.idleTimeoutError());
    else timer.restart();
  });

  const stream = new Readable({
    highWaterMark: 2 ** 18,
    read: () => void pull(),
    destroy: (error, done) => {
      timer.stop();
      body.cancel();
      done(error);
    },
  });
  // An error before the stream is read is thrown again when it is; without a listener it would end the process.
  stream.on('error', () => undefined);
  report();
  return stream;

  async function pull(): Promise<void> {
    isWaiting = true;
    timer.restart();
    try {
      const { done, value } = await chunks.next();
      isWaiting = false;
      if (stream.destroyed) return;
      if (!done) {
        transferred += value.byteLength;
        report();
        stream.push(value);
      } else if (size !== undefined && transferred < size) fail(limits.truncatedError());
      else stream.push(null);
    } catch (error) {
      fail(limits.toError(error));
    }
  }

  function report(): void {
    try {
      onProgress?.({ transferred, total: size });
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
