import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ResponseHead } from '../http/response.js';
import { fileNameIn } from './content-disposition.js';
import { safeFileName } from './safe-file-name.js';
import { saveStream } from './save-stream.js';

/** What the service says of a file. */
export interface FileInfo {
  /**
   * Its name, made safe to be the last part of a path on any system: `../` and the like are gone from it. `undefined`
   * where the service doesn't say.
   */
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
}

/** A file that is on its way. Read `body` to its end, `saveTo` a path, or destroy `body`: it holds a connection. */
export interface Download extends FileInfo {
  /** Ends with an error where it breaks off, stands still for the timeout, or its signal is aborted. */
  readonly body: Readable;
  /** The same body as a Web stream. */
  webStream(): ReadableStream<Uint8Array>;
  /**
   * Writes the file to a path and answers with that path; whatever was there is replaced. Into a directory, it writes
   * under the file's name, and rejects with a FileError where there is such a file already. Nothing half-written stays.
   */
  saveTo(path: string): Promise<string>;
}

/** Reads what headers say of a file. */
export function getFileInfo({ headers }: Pick<ResponseHead, 'headers'>): FileInfo {
  const size = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  return {
    fileName: safeFileName(fileNameIn(headers['content-disposition']) ?? ''),
    contentType: headers['content-type'],
    size: size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined,
  };
}

/** A file whose headers have come. */
export function createDownload(head: ResponseHead, body: Readable, signal?: AbortSignal): Download {
  // The call is over, and with it whatever else watches the signal.
  const stop = () => body.destroy(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  body.once('close', () => signal?.removeEventListener('abort', stop));
  const description = getFileInfo(head);
  return {
    ...description,
    body,
    webStream: () => Readable.toWeb(body),
    saveTo: (path) => saveStream(body, path, description.fileName ?? 'file'),
  };
}
