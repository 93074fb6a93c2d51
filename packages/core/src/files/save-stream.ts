import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileError } from '../errors/errors.js';

/**
 * Writes a stream to a path, or under `name` into a directory, and answers with the path. The file is there when it is
 * complete, or not at all. What is at the path is replaced; what is in a directory under that name is not, since the
 * name is another's choice.
 */
export async function saveStream(body: Readable, path: string, name: string): Promise<string> {
  try {
    const isDirectory = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const target = isDirectory ? join(path, name) : path;
    const temporary = join(dirname(target), `.${basename(target).slice(0, 40)}.${randomUUID()}.part`);
    try {
      await pipeline(body, createWriteStream(temporary, { flags: 'wx', flush: true }));
      await (isDirectory ? link(temporary, target) : rename(temporary, target));
    } finally {
      await rm(temporary, { force: true });
    }
    return target;
  } catch (error) {
    body.destroy();
    throw isSystemError(error)
      ? new FileError(`"${path}" can't be written: ${error.message}.`, { cause: error })
      : error;
  }
}

/** A fault of the disk, and not of the transfer. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
