import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { budget } from '@wxt/repo/budget';

export interface Weight {
  readonly bytes: number;
  readonly packages: number;
}

/** What npm put into a folder. */
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

/** Some packages hold a package.json further down. */
function isPackage(path: string): boolean {
  return /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path);
}

/** Throws where more was installed than the budget allows. */
export function checkWeight(consumer: string, { bytes, packages }: Weight): void {
  const limit = budget.installed[consumer];
  if (limit === undefined) throw new Error(`tooling/repo/src/budget.ts has no limit for "${consumer}".`);
  if (bytes > limit.bytes || packages > limit.packages) {
    throw new Error(`"${consumer}" installs more than tooling/repo/src/budget.ts allows.`);
  }
}

/** The version of a package in a folder. */
export function installedVersion(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}
