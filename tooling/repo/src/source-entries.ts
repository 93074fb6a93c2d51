import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sources of what a package exports: `src/index.ts`, and those of its subpaths. */
export function sourceEntries(folder: string): string[] {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.values<{ '@wxt/source'?: string } | string>(exports).flatMap((target) =>
    typeof target === 'object' && target['@wxt/source'] ? [join(folder, target['@wxt/source'])] : [],
  );
}
