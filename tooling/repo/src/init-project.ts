import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCode } from './checks/readme-code.js';
import { findPackages } from './workspace.js';

/**
 * Writes the code of all documents, and the examples, into a folder as files of a program: a program of somebody who follows
 * the documents. Where it finds what it imports is up to the caller.
 */
export function writeDocumentCode(root: string, folder: string): void {
  const blocks = join(folder, 'documents');
  mkdirSync(blocks);
  for (const [file, { text }] of readCode(root)) {
    writeFileSync(join(blocks, basename(file).replace(/\.ts$/, '.mts')), text);
  }
  const examples = join(folder, 'examples');
  mkdirSync(examples);
  writeFileSync(join(examples, 'package.json'), '{ "type": "module" }');
  for (const file of readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.ts'))) {
    cpSync(join(root, 'examples', file), join(examples, file));
  }
}

/** Links everything that the packages and examples import into the folder's `node_modules`; of the packages, their builds. */
export function linkModules(root: string, folder: string): void {
  const modules = join(folder, 'node_modules');
  const link = (name: string, target: string) => {
    const path = join(modules, name);
    if (existsSync(path)) return;
    mkdirSync(join(path, '..'), { recursive: true });
    symlinkSync(target, path);
  };
  for (const { name, path } of findPackages(root)) {
    link(`@wxt/${name}`, path);
    for (const found of modulesIn(join(path, 'node_modules'))) link(found, join(path, 'node_modules', found));
  }
}

function modulesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.') || name === '@wxt') return [];
    return name.startsWith('@') ? readdirSync(join(folder, name)).map((own) => join(name, own)) : [name];
  });
}
