import { join } from 'node:path';
import { runCommand } from './run-command.js';

/** Packs the package in a folder as `pnpm publish` would; answers the path of the tarball. */
export async function pack(path: string, destination: string): Promise<string> {
  const { succeeded, output } = await runCommand(path, 'pnpm', [
    'pack',
    '--json',
    '--pack-destination',
    destination,
  ]);
  if (!succeeded) throw new Error(`pnpm pack failed in ${path}: ${output}`);
  const { filename } = JSON.parse(output.slice(output.indexOf('{')));
  return join(destination, filename.split('/').at(-1));
}
