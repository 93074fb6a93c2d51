import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Weight {
  readonly bytes: number;
  readonly packages: number;
}

/** The packages that npm installed into a folder. */
export function weigh(folder: string): Weight {
  const modules = join(folder, 'node_modules');
  const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return {
    bytes: files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0),
    packages: files.filter(({ parentPath, name }) => name === 'package.json' && isPackage(parentPath)).length,
  };
}

/** Skips package.json files inside packages. */
function isPackage(path: string): boolean {
  return /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path);
}

/** The limits of what npm may install for a program, including all dependencies. */
const limits: Readonly<Record<string, { readonly bytes: number; readonly packages: number }>> = {
  rooms: { bytes: 3_000_000, packages: 40 },
  'three resources': { bytes: 3_000_000, packages: 40 },
  sdk: { bytes: 3_500_000, packages: 60 },
};

/** Throws if more was installed than the limit allows. */
export function checkWeight(consumer: string, { bytes, packages }: Weight): void {
  const limit = limits[consumer];
  if (limit === undefined) throw new Error(`tooling/rehearsal/src/weigh.ts has no limit for "${consumer}".`);
  if (bytes > limit.bytes || packages > limit.packages) {
    throw new Error(`"${consumer}" installs more than tooling/rehearsal/src/weigh.ts allows.`);
  }
}

/** The version of a package in a folder. */
export function installedVersion(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}
