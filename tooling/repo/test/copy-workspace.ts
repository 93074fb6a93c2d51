import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Copies files and folders of the workspace, without what was installed or built. */
export function copyInto(folder: string, names: readonly string[]): void {
  for (const name of names) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !['node_modules', 'dist', '.turbo'].includes(basename(path)),
    });
  }
}

/** A copy of what the checks read, without what was installed or built, that is gone after the test. */
export function copyWorkspace() {
  const copy = mkdtempSync(join(tmpdir(), 'wxt-workspace-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  copyInto(copy, ['packages', '.changeset', 'README.md', 'CONTRIBUTING.md', 'tooling/config']);
  return {
    root: copy,
    /** Changes a file, and fails where that would change nothing. */
    edit(file: string, change: (text: string) => string): void {
      const before = readFileSync(join(copy, file), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`The edit leaves ${file} as it is.`);
      writeFileSync(join(copy, file), after);
    },
    read: (file: string) => readFileSync(join(copy, file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(join(copy, file), text),
  };
}
