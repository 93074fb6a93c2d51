import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { type Finding, findPackages, sourceFiles } from '../workspace.js';

/** Finds statements that do something when a module is imported. Commands (`cli.ts`) may. */
export function checkImportEffects(root: string): Finding[] {
  return findPackages(root).flatMap(({ path }) =>
    sourceFiles(path)
      .filter((name) => basename(name) !== 'cli.ts')
      .flatMap((name) => {
        const file = join(path, 'src', name);
        const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
        return source.statements
          .filter((statement) => !isDeclaration(statement))
          .map((statement) => {
            const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
            return {
              place: `${relative(root, file)}:${line + 1}`,
              message: 'has an effect when it is imported: move it into a function',
            };
          });
      }),
  );
}

function isDeclaration(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return !containsTopLevelAwait(statement);
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isExportAssignment(statement)
  );
}

function containsTopLevelAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  return !ts.isFunctionLike(node) && ts.forEachChild(node, containsTopLevelAwait) === true;
}
