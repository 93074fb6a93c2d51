import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ResourcePackage } from './find-resources.js';
import type { Attributes, Shape } from './shape.js';
import { shapeOfType } from './shape-of-type.js';

/** A public method as it is declared. */
export interface DeclaredMethod {
  /** Class and method: `Rooms.get`. */
  readonly name: string;
  /** What it takes before the options: ids by name, and objects of parameters. */
  readonly arguments: readonly DeclaredArgument[];
  /** What it answers with; for a list, a page. */
  readonly answer: Shape;
}

interface DeclaredArgument {
  readonly name: string;
  readonly shape: Shape;
}

/** Methods that repeat an operation and reshape its results; another method is held to what is documented of it. */
const repeating = ['Events.follow', 'Licenses.listUsers'];

/** How the packages' sources are read: as an editor of somebody who uses them does. */
export const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['@wxt/source'],
  strict: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [fileURLToPath(new URL('../node_modules/@types', import.meta.url))],
};

/** Reads the public methods of every resource, by class, through the TypeScript compiler. */
export function readDeclarations(resources: readonly ResourcePackage[]): Map<string, DeclaredMethod[]> {
  const program = ts.createProgram(
    resources.map((resource) => resource.file),
    compilerOptions,
  );
  const checker = program.getTypeChecker();
  return new Map(resources.map((resource) => [resource.className, methodsOf(resource)]));

  function methodsOf({ className, file }: ResourcePackage): DeclaredMethod[] {
    const source = program.getSourceFile(file);
    const declared = source?.statements.find(
      (statement) => ts.isClassDeclaration(statement) && statement.name?.text === className,
    );
    if (declared === undefined || !ts.isClassDeclaration(declared)) {
      throw new Error(`${file} declares no class ${className}.`);
    }
    return declared.members
      .filter(isPublicMethod)
      .filter((member) => !repeating.includes(`${className}.${member.name.getText()}`))
      .map((member) => describe(className, member));
  }

  function describe(className: string, method: ts.MethodDeclaration): DeclaredMethod {
    const name = `${className}.${method.name.getText()}`;
    const signature = checker.getSignatureFromDeclaration(method);
    if (signature === undefined) throw new Error(`${name} has no signature.`);
    const parameters = method.parameters
      .map((parameter) => ({
        name: parameter.name.getText(),
        type: checker.getNonNullableType(checker.getTypeAtLocation(parameter)),
      }))
      .filter(({ type }) => !type.symbol?.name.endsWith('Options'));
    return {
      name,
      arguments: parameters.map(({ name: parameter, type }) => ({
        name: parameter,
        shape: shapeOfType(type, program, `${name}(${parameter})`),
      })),
      answer: shapeOfType(answerOf(signature.getReturnType(), name), program, name),
    };
  }

  /** What is in the promise, or the page of the list. */
  function answerOf(type: ts.Type, name: string): ts.Type {
    if (type.symbol?.name === 'Paginator' || type.symbol?.name === 'Promise') {
      const held = type.flags & ts.TypeFlags.Object ? typeArguments(type) : [];
      const answer = type.symbol.name === 'Paginator' ? held[1] : held[0];
      if (answer !== undefined) return answer;
    }
    throw new Error(`${name} answers with neither a promise nor a list.`);
  }

  function typeArguments(type: ts.Type): readonly ts.Type[] {
    return checker.getTypeArguments(type as ts.TypeReference);
  }
}

/** The parameters of a method: the attributes of the objects it takes. */
export function parametersOf(method: DeclaredMethod): Attributes {
  return Object.assign({}, ...method.arguments.map(({ shape }) => shape.attributes ?? {}));
}

function isPublicMethod(member: ts.ClassElement): member is ts.MethodDeclaration {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return (
    ts.isMethodDeclaration(member) &&
    !ts.isPrivateIdentifier(member.name) &&
    (ts.getCombinedModifierFlags(member) & hidden) === 0
  );
}
