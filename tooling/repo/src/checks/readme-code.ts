import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { compilerOptions } from '../compiler-options.js';
import { type Document, findDocuments } from '../documents.js';
import { readTableCalls } from '../table-calls.js';
import type { Finding } from '../workspace.js';

export interface Block {
  /** The document it stands in, relative to the root. */
  readonly document: string;
  /** The line of the document that its first line stands on, counted from 0. */
  readonly line: number;
  readonly text: string;
}

/** Type-checks every ts block and every call in a table of every document, each as a module of its own, without writing. */
export function checkReadmeCode(root: string): Finding[] {
  return checkBlocks(root, readCode(root));
}

/** Type-checks blocks by the file names they are compiled under. */
export function checkBlocks(root: string, blocks: ReadonlyMap<string, Block>): Finding[] {
  const program = ts.createProgram([...blocks.keys()], compilerOptions(root), hostFor(blocks));
  // Of the blocks only: `pnpm typecheck` checks the sources that they import.
  const files = [...blocks.keys()].map((name) => program.getSourceFile(name));
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ];
  return diagnostics.map(({ file, start = 0, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    const block = file && blocks.get(file.fileName);
    if (file === undefined || block === undefined) return { place: file?.fileName ?? 'README', message };
    const line = block.line + file.getLineAndCharacterOfPosition(start).line + 1;
    return { place: `${block.document}:${line}`, message };
  });
}

/** All blocks and table calls of all documents, by the file names they are compiled under. */
export function readCode(root: string): Map<string, Block> {
  return new Map(findDocuments(root).flatMap((document) => readBlocks(root, document)));
}

/** The blocks and table calls of a document, by the file names they are compiled under. */
function readBlocks(root: string, { file, importsFrom }: Document): [string, Block][] {
  const text = readFileSync(file, 'utf8');
  const document = relative(root, file);
  const fenced = [...text.matchAll(/^```ts(?: run)?\n(.*?)^```$/gms)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    // Makes a module of a block that imports nothing.
    text: `${match[1]}\nexport {};\n`,
  }));
  return [...fenced, ...readTableCalls(text)].map((block, index) => {
    const name = join(importsFrom, `${document.replace(/\W/g, '-')}-${index + 1}.ts`);
    return [name, { document, ...block }];
  });
}

function hostFor(blocks: ReadonlyMap<string, Block>): ts.CompilerHost {
  const host = ts.createCompilerHost({});
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => blocks.has(name) || fileExists(name);
  host.readFile = (name) => blocks.get(name)?.text ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const block = blocks.get(name);
    return block ? ts.createSourceFile(name, block.text, version) : getSourceFile(name, version, ...rest);
  };
  return host;
}
