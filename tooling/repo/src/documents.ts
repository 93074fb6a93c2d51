import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findPackages } from './workspace.js';

/** A Markdown file, and the folder from which its code imports. */
export interface Document {
  readonly file: string;
  /** A package's documents import as the package itself would, the others as examples do. */
  readonly importsFrom: string;
}

/** The documents whose code has to compile. */
export function findDocuments(root: string): Document[] {
  const examples = join(root, 'examples');
  const documents = [
    ...['README.md', 'CONTRIBUTING.md', ...below(root, 'docs')].map((name) => ({
      file: join(root, name),
      importsFrom: examples,
    })),
    ...findPackages(root).map(({ path }) => ({ file: join(path, 'README.md'), importsFrom: path })),
  ];
  return documents.filter(({ file }) => existsSync(file));
}

function below(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/(^|\/)(node_modules|api)\//.test(file))
    .map((file) => join(folder, file));
}
