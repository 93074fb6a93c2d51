import { relative } from 'node:path';
import { budget } from '../budget.js';
import { addedSize } from '../minified-size.js';
import { type Finding, findPackages } from '../workspace.js';

/** Holds what is built to its budget. */
export async function checkSizes(root: string): Promise<Finding[]> {
  const limits: Readonly<Record<string, number>> = budget.minified;
  const findings: Finding[] = [];
  for (const one of findPackages(root)) {
    const { manifest, path } = one;
    const size = await addedSize(one);
    const limit = limits[manifest.name] ?? budget.minified.resource;
    if (size > limit) {
      const message = `adds ${size} bytes to a bundle, which is more than the ${limit} of tooling/repo/src/budget.ts`;
      findings.push({ place: relative(root, path), message });
    }
  }
  return findings;
}
