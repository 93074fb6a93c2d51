import { readFile } from 'node:fs/promises';
import type { Scene } from './scene.js';

/** The scene, or what is in the JSON file with this path. */
export async function readScene(seed: Scene | string | URL | undefined): Promise<unknown> {
  if (typeof seed !== 'string' && !(seed instanceof URL)) return seed ?? {};
  const text = await readFile(seed, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`seed: ${String(seed)} is not valid JSON: ${reason}`);
  }
}
