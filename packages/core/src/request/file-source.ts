import { basename } from 'node:path';
import type { ReadableStream } from 'node:stream/web';

/** A file on disk, as `fileFromPath` gives it. */
export interface FileOnDisk {
  readonly [pathOf]: string;
  readonly name: string;
  readonly contentType?: string | undefined;
}

/** A file whose content is at hand, or comes in a stream. */
export interface NamedFile {
  /** What it is called where it arrives. */
  readonly name: string;
  /**
   * The content. Bytes and a Blob can be sent again where an attempt fails; a Node or Web stream is read once, and the
   * call then ends with what went wrong.
   */
  readonly data: Uint8Array | Blob | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
  /** Default: the Blob's, else by the name's ending. */
  readonly contentType?: string | undefined;
  /** How many bytes a stream will give, where that is known: the service then knows what to expect. */
  readonly size?: number | undefined;
}

/** What can be sent as a file: a public URL, which the service fetches itself, or something to upload. */
export type FileSource = string | FileOnDisk | Blob | NamedFile;

/**
 * Not to be had from JSON: what a program parses must not be able to name a file on its disk. Registered, so that
 * several versions of this package understand each other.
 */
const pathOf: unique symbol = Symbol.for('@wxt/core/path');

/**
 * A file on disk to be uploaded. It is opened when the call is made, and again for each attempt, and never read into
 * memory as a whole. `name` and `contentType` default to what the path says.
 */
export function fileFromPath(
  path: string,
  options: { readonly name?: string | undefined; readonly contentType?: string | undefined } = {},
): FileOnDisk {
  if (typeof path !== 'string' || path === '') throw new TypeError('A path is a string that is not empty.');
  const { name = basename(path), contentType } = options;
  return { [pathOf]: path, name, contentType };
}

/** Where a file on disk is; `undefined` for any other source. */
export function pathOfFile(source: FileSource): string | undefined {
  return typeof source === 'object' && pathOf in source ? source[pathOf] : undefined;
}

/** Blobs of other makes count too. */
export function isBlob(value: unknown): value is Blob {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Blob]' || tag === '[object File]';
}

/** Throws a TypeError for what is no source of a file. */
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
    throw new TypeError(`The contentType of "${name}" is none.`);
  }
  if (size !== undefined && !(Number.isSafeInteger(size) && Number(size) >= 0)) {
    throw new TypeError(`The size of "${name}" is a whole number of bytes.`);
  }
}

function isContent(data: unknown): data is NamedFile['data'] {
  if (typeof data !== 'object' || data === null) return false;
  return data instanceof Uint8Array || isBlob(data) || Symbol.asyncIterator in data || 'getReader' in data;
}
