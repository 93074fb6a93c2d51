import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { generatedFiles } from '../generated-files.js';
import type { Finding } from '../workspace.js';

/** Finds derived files that are out of date: what the SDK lists, and the tables of methods. With `fix`, writes them. */
export function checkGenerated(root: string, { fix }: { fix: boolean }): Finding[] {
  return [...generatedFiles(root)].flatMap(([file, expected]) => {
    if (existsSync(file) && readFileSync(file, 'utf8') === expected) return [];
    if (!fix)
      return [{ place: relative(root, file), message: 'is out of date: `pnpm check --fix` writes it' }];
    writeFileSync(file, expected);
    return [];
  });
}
