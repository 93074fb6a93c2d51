import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

const folder = fileURLToPath(new URL('../tools', import.meta.url));

/** Installs the tools of the rehearsal, unless they are installed already. */
export async function installTools(): Promise<void> {
  await run(folder, 'pnpm', ['install', '--frozen-lockfile']);
}

/** The path of a file of a tool. */
export function tool(path: string): string {
  return join(folder, 'node_modules', path);
}

/** The versions of Node to test on; the first is the oldest supported. */
export const nodes = {
  'Node 20.19': tool('node-20/bin/node'),
  'Node 22': tool('node-22/bin/node'),
  'Node 24': tool('node-24/bin/node'),
};
