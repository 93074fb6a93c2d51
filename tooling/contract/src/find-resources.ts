import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package of one resource. */
export interface ResourcePackage {
  /** The package's folder: `team-memberships`. */
  readonly name: string;
  /** The resource's class: `TeamMemberships`. */
  readonly className: string;
  /** The file of the class. */
  readonly file: string;
}

/** Finds the resource packages of a workspace: those that depend on core and have a source file named like the package. */
export async function findResources(root: string): Promise<ResourcePackage[]> {
  const packages = join(root, 'packages');
  const found: ResourcePackage[] = [];
  for (const name of (await readdir(packages)).sort()) {
    const file = join(packages, name, 'src', `${name}.ts`);
    if (existsSync(file) && (await standsOnCore(join(packages, name)))) {
      found.push({ name, className: pascalCase(name), file });
    }
  }
  return found;
}

async function standsOnCore(folder: string): Promise<boolean> {
  const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return '@wxt/core' in dependencies;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
