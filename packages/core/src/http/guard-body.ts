import { Readable } from 'node:stream';
import type { Progress } from '../types.js';
import { startCountdown } from './countdown.js';

/** What a body that is coming down is held to. */
export interface BodyGuard {
  /** Bytes that were announced. */
  readonly size: number | undefined;
  /** Milliseconds it may stand still. */
  readonly timeout: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  /** Turns what went wrong beneath into what is reported. */
  readonly breakage: (fault: unknown) => unknown;
  readonly cutOff: () => Error;
  readonly standstill: () => Error;
}

/** Passes a body on, and ends it with an error where it breaks off, falls short of its size or stands still. */
export function guardBody(source: Readable, guard: BodyGuard): Readable {
  const { size, timeout, onProgress } = guard;
  let transferred = 0;
  const body = new Readable({
    highWaterMark: 2 ** 18,
    read: () => {
      source.resume();
    },
    destroy: (error, done) => {
      countdown.stop();
      source.destroy();
      done(error);
    },
  });
  const countdown = startCountdown(timeout, () => {
    // It is the reader who pauses where there is something to be read.
    if (body.readableLength > 0) countdown.restart();
    else end(guard.standstill());
  });
  const end = (error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error)));
  const progress = () => {
    try {
      onProgress?.({ transferred, total: size });
    } catch (error) {
      end(error);
    }
  };

  // An error before it is read comes up again when it is; without a listener it would end the process.
  body.on('error', () => undefined);
  source.on('error', (error) => end(guard.breakage(error)));
  source.on('close', () => {
    if (!source.readableEnded) end(guard.cutOff());
  });
  source.on('data', (chunk: Buffer) => {
    transferred += chunk.byteLength;
    countdown.restart();
    progress();
    if (!body.push(chunk)) source.pause();
  });
  source.on('end', () => {
    countdown.stop();
    if (size !== undefined && transferred < size) end(guard.cutOff());
    else body.push(null);
  });
  progress();
  return body;
}
