import { parseScan } from '../faults/scans.js';
import type { StoredFile } from '../store/entities.js';
import type { State } from '../store/state.js';

/** Takes an uploaded file in; its scan begins. */
export async function storeFile(state: State, file: File): Promise<StoredFile> {
  const { delay, result } = parseScan(state.scans.shift() ?? {});
  return {
    name: file.name,
    contentType: file.type || 'application/octet-stream',
    bytes: new Uint8Array(await file.arrayBuffer()),
    scan: { endsAt: Date.now() + delay, result },
  };
}
