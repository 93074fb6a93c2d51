import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FileError } from '../errors/errors.js';
import { type FileSource, isBlob, type NamedFile, pathOfFile } from '../request/file-source.js';
import { mediaType } from './media-type.js';

/** A file that is ready to be sent. */
export interface ReadableFile {
  readonly name: string;
  readonly contentType: string;
  /** Bytes; `undefined` for a stream that doesn't say. */
  readonly size: number | undefined;
  /** Whether it can be opened again once it has been read. */
  readonly replayable: boolean;
  open(): AsyncIterable<Uint8Array>;
}

/** Looks at a source without reading it. Throws a FileError where it can't be read, or is larger than it may be. */
export async function readableFile(
  source: Exclude<FileSource, string>,
  maxBytes: number,
): Promise<ReadableFile> {
  const file = await describe(source);
  if (file.size !== undefined && file.size > maxBytes) throw tooLarge(file.name, file.size, maxBytes);
  return { ...file, open: () => exactly(file, maxBytes) };
}

async function describe(source: Exclude<FileSource, string>): Promise<ReadableFile> {
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
  // An error before it is read comes up again when it is; without a listener it would end the process.
  if (data instanceof Readable) data.on('error', () => undefined);
  return { name, contentType, size: named.size, replayable: false, open: () => data };
}

async function sizeOnDisk(path: string): Promise<number> {
  try {
    const found = await stat(path);
    // Opening a pipe would wait for somebody to write to it.
    if (!found.isFile()) throw new Error(found.isDirectory() ? 'it is a directory' : 'it is no regular file');
    await access(path, constants.R_OK);
    return found.size;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(`The file "${path}" can't be sent: ${reason}.`, { cause });
  }
}

/** Large pieces would wait in memory a second time, on their way to the socket. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += 2 ** 18)
    yield bytes.subarray(start, start + 2 ** 18);
}

/** The content, held to its size: what was announced has to come, no more and no less. */
async function* exactly(file: ReadableFile, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { name, size } = file;
  let read = 0;
  for await (const chunk of readable(file)) {
    if (!(chunk instanceof Uint8Array)) {
      throw new TypeError(`The stream of "${name}" gives something else than bytes: ${typeof chunk}.`);
    }
    read += chunk.byteLength;
    if (read > (size ?? maxBytes)) {
      throw size === undefined
        ? tooLarge(name, read, maxBytes)
        : new FileError(`"${name}" has grown beyond its ${size} bytes while it was being sent.`);
    }
    yield chunk;
  }
  if (size !== undefined && read < size) {
    throw new FileError(`"${name}" has ended after ${read} of its ${size} bytes.`);
  }
}

/** Says which file it was that could not be read any further. */
async function* readable({ name, open }: ReadableFile): AsyncGenerator<unknown> {
  try {
    yield* open();
  } catch (cause) {
    throw new FileError(`"${name}" could not be read to its end; the error is the cause.`, { cause });
  }
}

function tooLarge(name: string, size: number, maxBytes: number): FileError {
  return new FileError(`"${name}" has ${size} bytes or more, and the service takes ${maxBytes}.`);
}
