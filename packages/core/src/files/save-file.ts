import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileError } from '../errors/errors.js';
import type { Progress } from '../types.js';
import { numberFileName } from './file-name.js';

/** What to do when a file is saved. */
export interface SaveOptions {
  /**
   * What to do if there is a file already: `error` rejects with a FileError, `replace` replaces it, `rename` saves under
   * the next free name, such as `report (1).txt`. Default: `error`.
   */
  readonly ifExists?: 'error' | 'replace' | 'rename' | undefined;
  /** Called after each chunk, starting at 0 bytes. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

const maxNumber = 10_000;

/** Writes a stream to a path, or under the file's name into a folder, and resolves to the path. */
export async function saveFile(
  body: Readable,
  path: string,
  { fileName = 'file', size }: { readonly fileName: string | undefined; readonly size: number | undefined },
  options: SaveOptions = {},
): Promise<string> {
  if (Readable.isDisturbed(body) || body.destroyed) {
    throw new FileError('This download has already been read or saved: download the file again.');
  }
  let target = path;
  let temporary = '';
  try {
    checkOptions(path, options);
    target = await targetOf(path, fileName);
    if (options.ifExists !== 'replace' && options.ifExists !== 'rename' && (await exists(target))) {
      throw alreadyExists(target);
    }
    temporary = join(dirname(target), `.${basename(target).slice(0, 40)}.${randomUUID()}.part`);
    await pipeline(
      body,
      (chunks: AsyncIterable<Uint8Array>) => countBytes(chunks, size, options.onProgress),
      createWriteStream(temporary, { flags: 'wx', flush: true }),
    );
    return await moveTo(target, temporary, options.ifExists ?? 'error');
  } catch (error) {
    // Frees the connection for other requests.
    body.destroy();
    if (temporary !== '') await rm(temporary, { force: true }).catch(() => undefined);
    throw isSystemError(error) ? writeError(target, error) : error;
  }
}

function checkOptions(path: unknown, { ifExists = 'error' }: SaveOptions): void {
  if (typeof path !== 'string' || path === '')
    throw new TypeError('saveTo: path must be a non-empty string.');
  if (!['error', 'replace', 'rename'].includes(ifExists)) {
    throw new TypeError('saveTo: ifExists must be "error", "replace" or "rename".');
  }
}

/** The path of the file: in a folder, under the file's own name. Throws if its folder is missing. */
async function targetOf(path: string, fileName: string): Promise<string> {
  if (/[/\\]$/.test(path)) {
    await checkFolder(path);
    return join(path, fileName);
  }
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return join(path, fileName);
  await checkFolder(dirname(path));
  return path;
}

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new FileError(`The folder "${folder}" does not exist (ENOENT): create it first.`);
  });
  if (!found.isDirectory()) throw new FileError(`"${folder}" is not a folder (ENOTDIR).`);
}

/** Broken symbolic links count too. */
function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Moves the complete file to its place, or to the next free one. Never replaces a file unless told to. */
async function moveTo(target: string, temporary: string, ifExists: SaveOptions['ifExists']): Promise<string> {
  let place = target;
  for (let number = 1; ifExists !== 'replace' && !(await reserve(place)); number += 1) {
    if (ifExists === 'error' || number > maxNumber) throw alreadyExists(target);
    place = join(dirname(target), numberFileName(basename(target), number));
  }
  try {
    await rename(temporary, place);
  } catch (error) {
    if (ifExists !== 'replace') await rm(place, { force: true });
    throw error;
  }
  return place;
}

/** Creates an empty file, unless there is one: works without hard links, and for several processes at once. */
async function reserve(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  total: number | undefined,
  onProgress: SaveOptions['onProgress'],
): AsyncGenerator<Uint8Array> {
  let transferred = 0;
  onProgress?.({ transferred, total });
  for await (const chunk of chunks) {
    yield chunk;
    transferred += chunk.byteLength;
    onProgress?.({ transferred, total });
  }
}

function alreadyExists(path: string): FileError {
  return new FileError(
    `"${path}" already exists (EEXIST): pass { ifExists: 'replace' } or { ifExists: 'rename' }, or another path.`,
  );
}

/** Names the file, not the temporary one. */
function writeError(path: string, { code, errno, syscall, message }: NodeJS.ErrnoException): FileError {
  const reason = message.split(',')[0] ?? '';
  const cause = Object.assign(new Error(reason), { code, errno, syscall });
  return new FileError(`"${path}" can't be written: ${reason}.`, { cause });
}

/** Returns true for an error of the file system, not of the transfer. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && ('path' in error || error.syscall === 'write');
}
