import { parseScan } from '../faults/scans.js';
import { reasonOf } from '../http/reason.js';
import { badRequest } from '../http/service-error.js';
import type { StoredFile } from '../store/entities.js';
import type { State } from '../store/state.js';
import { maxFileBytes } from './rules.js';

/** A file whose scan for malware hasn't begun. */
export type LoadedFile = Omit<StoredFile, 'scan'>;

const timeout = 5000;
const maxRedirects = 5;

/**
 * Loads a file that was uploaded or given by its URL. A URL is fetched if it is on loopback, else returned as it is: the
 * emulator never uses the network.
 */
export async function loadFile(file: string | File, closing: AbortSignal): Promise<LoadedFile | string> {
  if (typeof file !== 'string') {
    return {
      name: file.name,
      contentType: typeOf(file.type),
      bytes: new Uint8Array(await file.arrayBuffer()),
    };
  }
  const url = new URL(file);
  return isLoopback(url) ? fetchFile(url, closing) : url.href;
}

/** Begins the scan of a file. */
export function storeFile(state: State, file: LoadedFile): StoredFile {
  const { delay, result } = parseScan(state.scans.shift() ?? {});
  return { ...file, scan: { endsAt: Date.now() + delay, result } };
}

async function fetchFile(url: URL, closing: AbortSignal): Promise<LoadedFile> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeout);
  closing.addEventListener('abort', end);
  try {
    const response = await follow(url, ending.signal);
    const bytes = await readLimited(response);
    return { name: nameOf(url), contentType: typeOf(response.headers.get('content-type') ?? ''), bytes };
  } catch (error) {
    const reason = ending.signal.aborted ? 'no complete response in time' : reasonOf(error);
    throw badRequest(`files: ${url.href} can't be fetched: ${reason}.`);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', end);
  }
}

/** Follows redirects on loopback only. */
async function follow(url: URL, signal: AbortSignal): Promise<Response> {
  let target = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await fetch(target, { redirect: 'manual', signal });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status > 399) {
      throw new Error(`the response is ${response.status}`);
    }
    target = new URL(location, target);
    if (!isLoopback(target)) throw new Error('it redirects to a host that is not on loopback');
  }
  throw new Error('too many redirects');
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxFileBytes) throw new Error('it is larger than 100 MB');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function nameOf({ pathname }: URL): string {
  const last = pathname.split('/').at(-1) || 'file';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return /^https?:$/.test(protocol) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Returns the content type if it is a valid header value, else the default. */
function typeOf(type: string): string {
  return /^[\w.+-]+\/[\w.+-]+\s*(;[\x20-\x7e]*)?$/.test(type) ? type : 'application/octet-stream';
}
