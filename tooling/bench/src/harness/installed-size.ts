import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Counts a package and all its dependencies on disk, and their bytes. */
export function installedSize(folder: string): { packages: number; bytes: number } {
  const folders = [...collect(realpathSync(folder), new Set())];
  return { packages: folders.length, bytes: folders.reduce((bytes, one) => bytes + size(one), 0) };
}

function collect(folder: string, found: Set<string>): Set<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(manifest.dependencies ?? {})) collect(locate(name, folder), found);
  return found;
}

function locate(name: string, from: string): string {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const place = places.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
  if (place === undefined) throw new Error(`${name} is not installed, which ${from} depends on.`);
  return realpathSync(place);
}

/** Returns the files of a package; for one of this workspace, those that are published. */
function size(folder: string): number {
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    files?: string[] | undefined;
  };
  const inWorkspace = !folder.includes('node_modules');
  const roots = inWorkspace ? ['package.json', 'README.md', ...(files ?? [])] : ['.'];
  return roots.reduce((bytes, root) => bytes + sizeBelow(join(folder, root)), 0);
}

function sizeBelow(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules');
  return inside.reduce((bytes, name) => bytes + sizeBelow(join(path, name)), 0);
}
