import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import { compilerOptions } from './compiler-options.js';
import { entriesOf } from './entries.js';

/**
 * Makes the declarations of packages: for each, those of its exports and of the files that they refer to, in folders as in `src`.
 * Imports of other packages stay imports. Types are not checked here: `pnpm typecheck` does that, and it takes as long
 * again.
 */
export function emitDeclarations(root: string, folders: readonly string[]) {
  const options: ts.CompilerOptions = {
    ...compilerOptions(root),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
  };
  const entries = folders.flatMap((folder) => entriesOf(folder).map(({ source }) => join(folder, source)));
  const program = ts.createProgram(entries, options);
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (file, text) => {
    const folder = folders.find((path) => file.startsWith(join(path, 'src') + sep));
    // Without a folder, it is a file of a package that isn't built now.
    if (folder !== undefined)
      emitted.set(file.replace(join(folder, 'src'), join(folder, 'dist')), withNodeTypes(text));
  });
  return {
    files: referredTo(
      entries.map((entry) => entry.replace(/\/src\/(?!.*\/src\/)/, '/dist/').replace(/\.ts$/, '.d.ts')),
      emitted,
    ),
    problems: diagnostics.map((diagnostic) => describe(diagnostic)),
  };
}

/**
 * The reference loads @types/node even for `"types": []`, which `tsc --init` writes; without it, types of Node would
 * silently be `any`.
 */
function withNodeTypes(text: string): string {
  return /from 'node:|import\('node:/.test(text) ? `/// <reference types="node" />\n${text}` : text;
}

/** The entries and what they import, directly or through others: users need no declarations of internal modules. */
function referredTo(entries: readonly string[], emitted: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    const text = emitted.get(file);
    if (text === undefined || found.has(file)) return;
    found.set(file, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) visit(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    }
  };
  for (const entry of entries) visit(entry);
  return found;
}

function describe({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `${file?.fileName ?? 'build'}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
