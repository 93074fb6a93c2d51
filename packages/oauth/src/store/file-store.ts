import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TokenStore } from './token-store.js';

interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/**
 * Creates a store that keeps each entry in a file of its own in this folder, which is created if it is missing. Files are
 * readable and writable by their owner only (mode 0600, the folder 0700), and replaced atomically, so a process that is
 * killed leaves the old entry or the new one. Several processes on one machine can share a folder.
 *
 * A file that can't be parsed makes `get` reject with an error that names it.
 */
export function fileStore(folder: string | URL): TokenStore {
  if (!(folder instanceof URL) && (typeof folder !== 'string' || folder.trim() === '')) {
    throw new TypeError('"folder" must be the path of a folder, such as ".tokens".');
  }
  const root = resolve(folder instanceof URL ? fileURLToPath(folder) : folder);
  // Keys may have any characters; file names may not, and some file systems ignore case.
  const pathOf = (key: string) => join(root, `${createHash('sha256').update(key).digest('hex')}.json`);

  return {
    async get(key) {
      const path = pathOf(key);
      const text = await readFile(path, 'utf8').catch(ignoreMissing);
      if (text === undefined) return undefined;
      const entry = parse(path, text, key);
      return entry.expiresAt !== undefined && Date.now() >= entry.expiresAt ? undefined : entry.value;
    },

    async set(key, value, ttl) {
      const entry: Entry = { key, value, ...(ttl !== undefined && { expiresAt: Date.now() + ttl }) };
      await mkdir(root, { recursive: true, mode: 0o700 });
      await replaceFile(pathOf(key), `${JSON.stringify(entry)}\n`);
    },

    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    // "wx" never follows a link, and never opens a file that somebody else made.
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Throws an error without a cause, because a parser quotes what it could not read. */
function parse(path: string, text: string, key: string): Entry {
  try {
    const entry: Entry = JSON.parse(text);
    if (typeof entry === 'object' && entry?.key === key) return entry;
  } catch {}
  throw new Error(`the file ${path} is not an entry of this store; delete it, and log in again`);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
