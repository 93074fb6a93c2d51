import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FileError } from '../errors/errors.js';
import { type FileSource, isBlob, type NamedFile, pathOfFile } from '../request/file-source.js';

/** A file that can be sent. */
export interface UploadSource {
  readonly name: string;
  readonly contentType: string;
  /** Bytes; `undefined` for a stream of unknown length. */
  readonly size: number | undefined;
  /** Whether it can be opened again after it has been read. */
  readonly replayable: boolean;
  open(): AsyncIterable<Uint8Array>;
}

/** Inspects a source without reading it. Throws a FileError if it can't be read or is too large. */
export async function openUploadSource(
  source: Exclude<FileSource, string>,
  maxBytes: number,
): Promise<UploadSource> {
  const file = await describe(source);
  if (file.size !== undefined && file.size > maxBytes) throw tooLarge(file.name, file.size, maxBytes);
  return { ...file, open: () => readChecked(file, maxBytes) };
}

async function describe(source: Exclude<FileSource, string>): Promise<UploadSource> {
  const path = pathOfFile(source);
  const named: NamedFile = isBlob(source)
    ? { name: 'name' in source ? String(source.name) : 'file', data: source }
    : { data: new Uint8Array(), ...source };
  const { name, data } = named;
  const type = named.contentType ?? (isBlob(data) && data.type !== '' ? data.type : undefined);
  const contentType = type ?? (await mediaType(path ?? name));
  if (path !== undefined) {
    const size = await sizeOnDisk(path);
    return {
      name,
      contentType,
      size,
      replayable: true,
      open: () => createReadStream(path, { highWaterMark: 2 ** 18 }),
    };
  }
  if (data instanceof Uint8Array) {
    return { name, contentType, size: data.byteLength, replayable: true, open: () => pieces(data) };
  }
  if (isBlob(data)) {
    return { name, contentType, size: data.size, replayable: true, open: () => data.stream() };
  }
  // An error before it is read is thrown again when it is; without a listener it would end the process.
  if (data instanceof Readable) data.on('error', () => undefined);
  return { name, contentType, size: named.size, replayable: false, open: () => data };
}

async function sizeOnDisk(path: string): Promise<number> {
  try {
    const found = await stat(path);
    // Opening a pipe would wait until something is written to it.
    if (!found.isFile())
      throw new Error(found.isDirectory() ? 'it is a directory' : 'it is not a regular file');
    await access(path, constants.R_OK);
    return found.size;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(`The file "${path}" can't be sent: ${reason}.`, { cause });
  }
}

/** Splits bytes: large chunks would be held in memory a second time on their way to the socket. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += 2 ** 18)
    yield bytes.subarray(start, start + 2 ** 18);
}

/** Reads a file, and checks that it has exactly the announced size. */
async function* readChecked(file: UploadSource, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { name, size } = file;
  let read = 0;
  try {
    for await (const chunk of file.open()) {
      if (!((chunk as unknown) instanceof Uint8Array)) {
        throw new TypeError(`The stream of "${name}" must yield bytes, got ${typeof chunk}.`);
      }
      read += chunk.byteLength;
      if (read > (size ?? maxBytes)) {
        throw size === undefined
          ? tooLarge(name, read, maxBytes)
          : new FileError(`"${name}" grew beyond its ${size} bytes while it was being sent.`);
      }
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof FileError || cause instanceof TypeError) throw cause;
    throw new FileError(`"${name}" could not be read to its end; the error is the cause.`, { cause });
  }
  if (size !== undefined && read < size) {
    throw new FileError(`"${name}" ended after ${read} of its ${size} bytes.`);
  }
}

function tooLarge(name: string, size: number, maxBytes: number): FileError {
  return new FileError(`"${name}" has ${size} bytes or more, and the service takes ${maxBytes}.`);
}

/** Returns the media type for a file's name. Loaded when first needed: most programs send no files. */
async function mediaType(name: string): Promise<string> {
  const { default: mime } = await import('mime');
  return mime.getType(name) ?? 'application/octet-stream';
}
