import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ResourcePackage } from './find-resources.js';
import type { Attribute, Attributes, Shape } from './shape.js';
import { shapeOfType } from './shape-of-type.js';

/** A declared public method. */
export interface DeclaredMethod {
  /** Class and method: `Rooms.get`. */
  readonly name: string;
  /** Its arguments before the options: ids by name, and objects of parameters. */
  readonly arguments: readonly DeclaredArgument[];
  /** What each overload resolves to; for a list, a page. */
  readonly answers: readonly Shape[];
}

interface DeclaredArgument {
  readonly name: string;
  readonly shape: Shape;
}

/** Methods that repeat an operation and reshape its results; another method is compared with its documentation. */
const repeating = ['Events.follow', 'Licenses.listUsers'];

/** Compiler options for reading the packages' sources, as a user's editor would. */
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
    const methods = declared.members
      .filter(isPublicMethod)
      .filter((member) => !repeating.includes(`${className}.${member.name.getText()}`));
    const names = new Set(methods.map((method) => method.name.getText()));
    return [...names].map((name) => {
      const members = methods.filter((method) => method.name.getText() === name);
      // The implementation of overloads can't be called.
      const callable = members.length > 1 ? members.filter(({ body }) => body === undefined) : members;
      return describe(`${className}.${name}`, callable);
    });
  }

  /** The last overload is the most general one, so it declares the parameters. */
  function describe(name: string, overloads: readonly ts.MethodDeclaration[]): DeclaredMethod {
    const [general] = overloads.slice(-1);
    if (general === undefined) throw new Error(`${name} can't be called.`);
    const parameters = general.parameters
      .map((parameter) => ({
        name: parameter.name.getText(),
        type: checker.getNonNullableType(checker.getTypeAtLocation(parameter)),
      }))
      .filter(({ type }) => !type.symbol?.name.endsWith('Options'));
    return {
      name,
      arguments: parameters.map(({ name: parameter, type }) => ({
        name: parameter,
        shape: shapeOfParameters(type, `${name}(${parameter})`),
      })),
      answers: overloads.map((overload) => shapeOfAnswer(overload, name)),
    };
  }

  /** Of a union of parameters, all of them together. An object that was read, with changes, is not described by documents. */
  function shapeOfParameters(type: ts.Type, name: string): Shape {
    if (!type.isUnion() || !type.types.every((part) => part.getProperties().length > 0)) {
      return shapeOfType(type, program, name);
    }
    const shapes = type.types.map((part) => shapeOfType(part, program, name));
    return mergeParameters(shapes.filter(({ attributes }) => !attributes?.id?.required));
  }

  function shapeOfAnswer(method: ts.MethodDeclaration, name: string): Shape {
    const signature = checker.getSignatureFromDeclaration(method);
    if (signature === undefined) throw new Error(`${name} has no signature.`);
    return shapeOfType(answerOf(signature.getReturnType(), name), program, name);
  }

  /** Returns the type inside the promise, or of a page of the list. */
  function answerOf(type: ts.Type, name: string): ts.Type {
    if (type.symbol?.name === 'Paginator' || type.symbol?.name === 'Promise') {
      const held = type.flags & ts.TypeFlags.Object ? typeArguments(type) : [];
      const answer = type.symbol.name === 'Paginator' ? held[1] : held[0];
      if (answer !== undefined) return answer;
    }
    throw new Error(`${name} returns neither a promise nor a list.`);
  }

  function typeArguments(type: ts.Type): readonly ts.Type[] {
    return checker.getTypeArguments(type as ts.TypeReference);
  }
}

/** Merges several shapes of the same parameters: a parameter is required if it is required in each of them. */
function mergeParameters(shapes: readonly Shape[]): Shape {
  const names = new Set(shapes.flatMap(({ attributes = {} }) => Object.keys(attributes)));
  const merged = [...names].map((name): [string, Attribute] => {
    const all = shapes.flatMap(({ attributes = {} }) => attributes[name] ?? []);
    // A string literal type marks a parameter that must not be passed; the compiler shows its text.
    const taken = all.find(({ values }) => values === undefined) ?? all[0] ?? { type: 'unknown' };
    const { required: _, ...shape } = taken;
    const required = all.length === shapes.length && all.every((attribute) => attribute.required);
    return [name, { ...shape, ...(required && { required }) }];
  });
  return { type: 'object', attributes: Object.fromEntries(merged) };
}

/** Returns the parameters of a method: the attributes of its object arguments. */
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
