import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { ResponseHead } from '../http/response.js';
import { parseContentDisposition, sanitizeFileName } from './file-name.js';
import { type SaveOptions, saveFile } from './save-file.js';

/** What the service says about a file. */
export interface FileInfo {
  /**
   * Its name, made safe to be the last part of a path on any system: `../` and the like are removed. `undefined` if the
   * service sends no name.
   */
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
}

/** A file being downloaded. Read `body` to its end, `saveTo` a path, or destroy `body`: it holds a connection. */
export interface Download extends FileInfo {
  /** Ends with an error if the connection breaks, no data arrives for `timeout`, or the signal is aborted. */
  readonly body: Readable;
  /** The same body as a Web stream. */
  webStream(): ReadableStream<Uint8Array>;
  /**
   * Writes the file to a path, or into a folder under the file's own name, and resolves to the path. If there is such a file
   * already, it rejects with a FileError before anything is transferred, unless `ifExists` says what to do. The file
   * appears when it is complete. A download can be saved or read once.
   */
  saveTo(path: string, options?: SaveOptions | undefined): Promise<string>;
}

/** Reads the name, type and size of a file from response headers. */
export function getFileInfo({ headers }: Pick<ResponseHead, 'headers'>): FileInfo {
  const size = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  return {
    fileName: sanitizeFileName(parseContentDisposition(headers['content-disposition']) ?? ''),
    contentType: headers['content-type'],
    size: size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined,
  };
}

/** Creates a download once its headers have arrived. */
export function createDownload(head: ResponseHead, body: Readable, signal?: AbortSignal): Download {
  // The call has settled, so nothing else listens to the signal anymore.
  const stop = () => body.destroy(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  body.once('close', () => signal?.removeEventListener('abort', stop));
  const description = getFileInfo(head);
  return {
    ...description,
    body,
    webStream: () => Readable.toWeb(body),
    saveTo: (path, options) => saveFile(body, path, description, options),
  };
}
