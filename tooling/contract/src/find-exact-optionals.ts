import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { compilerOptions } from './read-declarations.js';

/**
 * Finds optional properties that a caller may write and that don't take `undefined`: with exactOptionalPropertyTypes, which
 * `tsc --init` turns on, `{ baseUrl: process.env.X }` wouldn't compile for them. Looks at every interface and every
 * parameter that a package exports, except for responses of the service, which callers only read.
 */
export function findExactOptionals(root: string): string[] {
  const indexes = readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'src', 'index.ts'))
    .filter((file) => existsSync(file));
  const program = ts.createProgram(indexes, { ...compilerOptions, exactOptionalPropertyTypes: true });
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Type>();
  const found = new Set<string>();
  for (const file of indexes) {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    for (const exported of symbol ? checker.getExportsOfModule(symbol) : []) visitExport(resolve(exported));
  }
  return [...found].sort();

  function resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function visitExport(symbol: ts.Symbol): void {
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) {
      visitType(checker.getDeclaredTypeOfSymbol(symbol));
    }
    if (symbol.flags & ts.SymbolFlags.Value) visitType(checker.getTypeOfSymbol(symbol));
  }

  function visitType(type: ts.Type): void {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) {
      for (const part of type.types) visitType(part);
      return;
    }
    // Objects of the service are open: they have an index signature.
    if (checker.getIndexTypeOfType(type, ts.IndexKind.String)) return;
    for (const argument of checker.isArrayType(type)
      ? checker.getTypeArguments(type as ts.TypeReference)
      : []) {
      visitType(argument);
    }
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters()) visitType(checker.getTypeOfSymbol(parameter));
    }
    for (const property of type.getProperties()) visitProperty(property);
  }

  function visitProperty(property: ts.Symbol): void {
    const declaration = property.valueDeclaration;
    if (declaration === undefined || !isOurs(declaration.getSourceFile().fileName)) return;
    if (ts.isPropertySignature(declaration) && declaration.questionToken && declaration.type) {
      if (!takesUndefined(checker.getTypeFromTypeNode(declaration.type))) {
        const { line } = ts.getLineAndCharacterOfPosition(
          declaration.getSourceFile(),
          declaration.getStart(),
        );
        const place = relative(root, declaration.getSourceFile().fileName);
        found.add(`${place}:${line + 1}: ${property.name} doesn't take undefined`);
      }
    }
    visitType(checker.getTypeOfSymbol(property));
  }

  function isOurs(file: string): boolean {
    return file.startsWith(join(root, 'packages')) && !file.includes('/node_modules/');
  }
}

function takesUndefined(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(takesUndefined);
  return (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0;
}
