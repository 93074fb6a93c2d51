import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { budget } from '../budget.js';
import { addedSize } from '../minified-size.js';
import { packageTable, replacePackageTable, type WeighedPackage } from '../package-table.js';
import { type Finding, findPackages } from '../workspace.js';

/** Holds what is built to its budget, and the README's table of packages to their versions and sizes; `fix` writes that. */
export async function checkSizes(root: string, { fix }: { fix: boolean }): Promise<Finding[]> {
  const weighed: WeighedPackage[] = [];
  for (const one of findPackages(root)) weighed.push({ package: one, size: await addedSize(one) });
  return [...overBudget(root, weighed), ...checkTable(root, weighed, fix)];
}

function overBudget(root: string, weighed: readonly WeighedPackage[]): Finding[] {
  const limits: Readonly<Record<string, number>> = budget.minified;
  return weighed.flatMap(({ package: { manifest, path }, size }) => {
    const limit = limits[manifest.name] ?? budget.minified.resource;
    if (size <= limit) return [];
    const message = `adds ${size} bytes to a bundle, which is more than the ${limit} of tooling/repo/src/budget.ts`;
    return [{ place: relative(root, path), message }];
  });
}

function checkTable(root: string, weighed: readonly WeighedPackage[], fix: boolean): Finding[] {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const expected = replacePackageTable(readme, packageTable(weighed));
  if (readme === expected) return [];
  if (fix) {
    writeFileSync(file, expected);
    return [];
  }
  const message =
    'the table of packages is not what their versions and sizes say: `pnpm check --fix` writes it';
  return [{ place: 'README.md', message }];
}
