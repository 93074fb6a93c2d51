import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addedSize } from '../minified-size.js';
import { packageTable, replacePackageTable } from '../package-table.js';
import { type Finding, findPackages } from '../workspace.js';

/** Holds the README's table of packages to their versions and sizes; with `fix`, writes it. */
export async function checkPackageTable(root: string, { fix }: { fix: boolean }): Promise<Finding[]> {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const weighed = findPackages(root).map(async (one) => ({ package: one, size: await addedSize(one) }));
  const expected = replacePackageTable(readme, packageTable(await Promise.all(weighed)));
  if (readme === expected) return [];
  if (fix) {
    writeFileSync(file, expected);
    return [];
  }
  const message =
    'the table of packages is not what their versions and sizes say: `pnpm check --fix` writes it';
  return [{ place: 'README.md', message }];
}
