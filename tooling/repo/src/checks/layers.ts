import { readFileSync } from 'node:fs';
import { basename, join, normalize, relative } from 'node:path';
import ts from 'typescript';
import { type Import, lineOf, readImports } from '../imports.js';
import { allowedImports, mayUseCore } from '../shape.js';
import { companions, type Finding, findPackages, type Package, sourceFiles } from '../workspace.js';

/** The only files of core that may name these packages. */
const ownersInCore = new Map([
  ['got', 'http-client.ts'],
  ['http-proxy-agent', 'agents.ts'],
  ['https-proxy-agent', 'agents.ts'],
  ['mime', 'media-type.ts'],
]);

/** Holds what each package imports to its layer, and every module to having no effect when it is imported. */
export function checkLayers(root: string): Finding[] {
  return findPackages(root).flatMap((one) => {
    const files = sourceFiles(one.path).map((name) => {
      const text = readFileSync(join(one.path, 'src', name), 'utf8');
      return { name, source: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) };
    });
    const findings = files.flatMap(({ name, source }) => {
      const at = (line: number, message: string) => ({
        place: `${relative(root, join(one.path, 'src', name))}:${line}`,
        message,
      });
      return [
        ...readImports(source).flatMap((found) => {
          const message = refuse(one, name, found);
          return message === undefined ? [] : [at(found.line, message)];
        }),
        ...(basename(name) === 'cli.ts'
          ? []
          : effects(source).map((line) => at(line, 'has an effect when it is imported'))),
      ];
    });
    return [...findings, ...cycles(one, files, root), ...dependencies(one, root)];
  });
}

/** Why a file may not import this, or `undefined` where it may. */
function refuse(one: Package, file: string, { specifier, typeOnly }: Import): string | undefined {
  if (specifier.startsWith('.')) return undefined;
  if (one.name === 'core') return refuseInCore(file, specifier);
  if (one.name === 'emulator')
    return specifier.startsWith('@wxt/') ? 'the emulator imports nothing of the SDK' : undefined;
  if (one.name === 'sdk')
    return specifier.startsWith('@wxt/') ? undefined : `the SDK does not import ${specifier}`;
  if (companions.includes(one.name)) return refuseInCompanion(one.name, specifier);
  if (specifier === '@wxt/core') {
    return typeOnly || mayUseCore(one.name, file)
      ? undefined
      : 'a resource imports types of core only: `import type`';
  }
  if (specifier.startsWith('@wxt/')) return `a resource does not import another: ${specifier}`;
  return allowedImports(one.name).includes(specifier) ? undefined : `a resource does not import ${specifier}`;
}

function refuseInCompanion(name: string, specifier: string): string | undefined {
  if (specifier === '@wxt/core' || specifier.startsWith('node:')) return undefined;
  return allowedImports(name).includes(specifier) ? undefined : `${name} does not import ${specifier}`;
}

function refuseInCore(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return undefined;
  const owner = ownersInCore.get(specifier);
  if (owner === undefined) return `core does not import ${specifier}`;
  return owner === file ? undefined : `only ${owner} names ${specifier}`;
}

/** The lines of statements that do something beside declaring. */
function effects(source: ts.SourceFile): number[] {
  return source.statements
    .filter((statement) => !isDeclaration(statement))
    .map((statement) => lineOf(source, statement));
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

/** Files that import each other in a circle, types apart. */
function cycles(
  one: Package,
  files: readonly { name: string; source: ts.SourceFile }[],
  root: string,
): Finding[] {
  const imports = new Map(
    files.map(({ name, source }) => {
      const relatives = readImports(source).filter(
        ({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly,
      );
      return [
        name,
        relatives.map(({ specifier }) => normalize(join(name, '..', specifier)).replace(/\.js$/, '.ts')),
      ];
    }),
  );
  const reaches = (from: string, target: string, seen: Set<string>): boolean =>
    (imports.get(from) ?? []).some(
      (next) => next === target || (!seen.has(next) && reaches(next, target, seen.add(next))),
    );
  return files
    .filter(({ name }) => reaches(name, name, new Set()))
    .map(({ name }) => ({
      place: relative(root, join(one.path, 'src', name)),
      message: 'imports itself through other files',
    }));
}

/** What package.json says about the layers. */
function dependencies(one: Package, root: string): Finding[] {
  const names = Object.keys(one.manifest.dependencies ?? {});
  const place = relative(root, join(one.path, 'package.json'));
  const wrong = names.filter((name) => {
    if (one.name === 'core') return !ownersInCore.has(name);
    if (one.name === 'emulator') return name.startsWith('@wxt/');
    if (one.name === 'sdk') return !name.startsWith('@wxt/');
    return name !== '@wxt/core' && !allowedImports(one.name).includes(name);
  });
  return wrong.map((name) => ({ place, message: `${one.name} must not depend on ${name}` }));
}
