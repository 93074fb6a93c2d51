import { basename } from 'node:path';
import type { ReadableStream } from 'node:stream/web';

/** A file on disk, as returned by `fileFromPath`. */
export interface FileOnDisk {
  readonly [pathOf]: string;
  readonly name: string;
  readonly contentType?: string | undefined;
}

/** A file whose content is in memory or in a stream. */
export interface NamedFile {
  /** The file's name at the recipient. */
  readonly name: string;
  /**
   * The content. Bytes and a Blob can be sent again if an attempt fails; a Node or Web stream is read once, and the
   * call then rejects with the error.
   */
  readonly data: Uint8Array | Blob | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
  /** Default: the Blob's type, else by the extension of the name. */
  readonly contentType?: string | undefined;
  /** The size of a stream in bytes, if known; it is sent as part of `Content-Length`. */
  readonly size?: number | undefined;
}

/** What can be sent as a file: a public URL, which the service fetches itself, or something to upload. */
export type FileSource = string | FileOnDisk | Blob | NamedFile;

/**
 * Can't come from JSON: parsed input must not be able to name a file on disk. A registered symbol, so that several
 * versions of this package understand each other.
 */
const pathOf: unique symbol = Symbol.for('@wxt/core/path');

/**
 * A file on disk to be uploaded. It is opened when the call is made, and again for each attempt, and never read into
 * memory as a whole. `name` and `contentType` default to those of the path.
 */
export function fileFromPath(
  path: string,
  options: { readonly name?: string | undefined; readonly contentType?: string | undefined } = {},
): FileOnDisk {
  if (typeof path !== 'string' || path === '') throw new TypeError('A path is a string that is not empty.');
  const { name = basename(path), contentType } = options;
  return { [pathOf]: path, name, contentType };
}

/** Returns the path of a file on disk; `undefined` for any other source. */
export function pathOfFile(source: FileSource): string | undefined {
  return typeof source === 'object' && pathOf in source ? source[pathOf] : undefined;
}

/** Accepts Blobs of other implementations too. */
export function isBlob(value: unknown): value is Blob {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Blob]' || tag === '[object File]';
}

/** Throws a TypeError for an invalid file source. */
export function checkFileSource(attribute: string, source: unknown): asserts source is FileSource {
  if (typeof source === 'string') {
    if (/^https?:\/\//i.test(source) && URL.canParse(source)) return;
    throw new TypeError(
      `"${attribute}" takes public URLs as they are, which begin with http:// or https://, and files on disk as fileFromPath(path).`,
    );
  }
  if (isBlob(source)) return;
  const { name, contentType, size, data } = Object(source) as Partial<Record<keyof NamedFile, unknown>>;
  const onDisk = typeof source === 'object' && source !== null && pathOf in source;
  if (!onDisk && !isContent(data)) {
    throw new TypeError(
      `"${attribute}" takes a public URL, fileFromPath(path), a Blob, or { name, data } with bytes, a Blob or a stream.`,
    );
  }
  if (typeof name !== 'string' || name === '') throw new TypeError(`A file in "${attribute}" has no name.`);
  if (contentType !== undefined && !(typeof contentType === 'string' && /^[\x20-\x7e]+$/.test(contentType))) {
    throw new TypeError(`Invalid contentType of "${name}": pass a media type such as application/pdf.`);
  }
  if (size !== undefined && !(Number.isSafeInteger(size) && Number(size) >= 0)) {
    throw new TypeError(`The size of "${name}" must be a whole number of bytes.`);
  }
}

function isContent(data: unknown): data is NamedFile['data'] {
  if (typeof data !== 'object' || data === null) return false;
  return data instanceof Uint8Array || isBlob(data) || Symbol.asyncIterator in data || 'getReader' in data;
}
