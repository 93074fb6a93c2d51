import { randomUUID } from 'node:crypto';
import type { FileSource } from '../request/file-source.js';
import type { TransferOptions } from '../request/request-options.js';
import { openUploadSource, type UploadSource } from './upload-source.js';

/** A `multipart/form-data` body, which can be opened for each attempt if its files can be. */
export interface MultipartBody {
  readonly headers: Readonly<Record<string, string>>;
  /** Why it can't be sent again, if it can't. */
  readonly notReplayableReason: string | undefined;
  /** The error of a file in the last attempt. */
  readonly sourceError: unknown;
  /** Opens the files for one attempt. */
  open(): AsyncIterable<Uint8Array>;
}

/** The parts of a body and how they are sent. */
export interface MultipartOptions extends Pick<TransferOptions, 'onProgress'> {
  /** Attributes that are arrays of files, and how many bytes each file may have. */
  readonly uploads: Readonly<Record<string, number>>;
}

interface Part {
  readonly head: Uint8Array;
  readonly content: Uint8Array | UploadSource;
}

/** Encodes attributes as parts: text as it is, other values as JSON, files one by one. Inspects the files first. */
export async function createMultipartBody(body: object, options: MultipartOptions): Promise<MultipartBody> {
  const boundary = `wxt-${randomUUID()}`;
  const parts: Part[] = [];
  for (const [name, value] of Object.entries(body)) {
    const maxBytes = Object.hasOwn(options.uploads, name) ? options.uploads[name] : undefined;
    if (value === undefined) continue;
    if (maxBytes === undefined) parts.push(field(boundary, name, value));
    else for (const source of value) parts.push(await filePart(boundary, name, source, maxBytes));
  }
  const end = encode(`--${boundary}--\r\n`);
  const files = parts.flatMap(({ content }) => (content instanceof Uint8Array ? [] : [content]));
  const length = contentLength(parts, end);
  const unrepeatable = files.find((file) => !file.replayable);
  let opened = false;
  let sourceError: unknown;

  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(length !== undefined && { 'content-length': String(length) }),
    },
    get notReplayableReason() {
      return opened && unrepeatable
        ? `It was not tried again: the stream of "${unrepeatable.name}" has been read, and can't be read twice.`
        : undefined;
    },
    get sourceError() {
      return sourceError;
    },
    async *open() {
      opened = true;
      sourceError = undefined;
      try {
        yield* assemble(parts, end, files, options.onProgress);
      } catch (error) {
        sourceError = error;
        throw error;
      }
    },
  };
}

function field(boundary: string, name: string, value: unknown): Part {
  const type = typeof value === 'object' ? '\r\nContent-Type: application/json' : '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { head: encode(`${opening(boundary, name)}${type}\r\n\r\n`), content: encode(text) };
}

async function filePart(boundary: string, name: string, source: FileSource, maxBytes: number): Promise<Part> {
  if (typeof source === 'string') return field(boundary, name, source);
  const file = await openUploadSource(source, maxBytes);
  const head = `${opening(boundary, name)}; filename="${quoted(file.name)}"\r\nContent-Type: ${file.contentType}\r\n\r\n`;
  return { head: encode(head), content: file };
}

function opening(boundary: string, name: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
}

/** Escapes a name as the HTML standard requires. */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function contentLength(parts: readonly Part[], end: Uint8Array): number | undefined {
  let length = end.byteLength;
  for (const { head, content } of parts) {
    const size = content instanceof Uint8Array ? content.byteLength : content.size;
    if (size === undefined) return undefined;
    length += head.byteLength + size + lineEnd.byteLength;
  }
  return length;
}

async function* assemble(
  parts: readonly Part[],
  end: Uint8Array,
  files: readonly UploadSource[],
  onProgress: TransferOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  const total = sum(files.map((file) => file.size));
  let transferred = 0;
  onProgress?.({ transferred, total });
  for (const { head, content } of parts) {
    yield head;
    if (content instanceof Uint8Array) {
      yield content;
    } else {
      for await (const chunk of content.open()) {
        yield chunk;
        transferred += chunk.byteLength;
        onProgress?.({ transferred, total });
      }
    }
    yield lineEnd;
  }
  yield end;
  if (total === undefined) onProgress?.({ transferred, total: transferred });
}

function sum(sizes: readonly (number | undefined)[]): number | undefined {
  return sizes.reduce(
    (total, size) => (total === undefined || size === undefined ? undefined : total + size),
    0,
  );
}

function encode(text: string): Uint8Array {
  return Buffer.from(text);
}

const lineEnd = encode('\r\n');
