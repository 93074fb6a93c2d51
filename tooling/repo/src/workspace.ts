import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a package.json that the checks read. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A package that is published. */
export interface Package {
  /** The name of its folder: `rooms`. */
  readonly name: string;
  /** Its folder, absolute. */
  readonly path: string;
  readonly manifest: Manifest;
  /** A resource depends on core alone and is bound in the SDK. */
  readonly isResource: boolean;
}

/** Something a check found wrong. */
export interface Finding {
  /** Relative to the root, with a line where there is one. */
  readonly place: string;
  readonly message: string;
}

/** Packages that stand beside the resources: they import values of core, and no resource. */
export const companions = ['cards', 'event-handlers', 'oauth', 'transport-node', 'webhook-receiver'];

/** Packages with a place of their own in the layers. */
const others = ['core', 'sdk', 'emulator', ...companions];

/** The published packages below a root folder, by name. What another branch left behind, without a manifest, is none. */
export function findPackages(root: string): Package[] {
  const folders = readdirSync(join(root, 'packages'), { withFileTypes: true });
  return folders
    .filter(({ name }) => existsSync(join(root, 'packages', name, 'package.json')))
    .map(({ name }) => {
      const path = join(root, 'packages', name);
      const manifest: Manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
      return { name, path, manifest, isResource: !others.includes(name) };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The TypeScript sources of a package, by their paths below `src`. */
export function sourceFiles(path: string): string[] {
  return readdirSync(join(path, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
}
