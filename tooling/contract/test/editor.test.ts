import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptedDeviations } from '../src/accepted-deviations.js';
import { isComposed } from '../src/compare-composed.js';
import { type DrivenMethod, driveResources } from '../src/drive-resources.js';
import { type Operation, readFacts } from '../src/facts.js';
import { findOperation } from '../src/find-operation.js';
import { findResources, type ResourcePackage } from '../src/find-resources.js';
import { compilerOptions } from '../src/read-declarations.js';
import type { Attributes, Shape } from '../src/shape.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A declared type and the names documented for it. */
interface Place {
  readonly what: string;
  readonly type: string;
  readonly isParameter: boolean;
  readonly documented: readonly string[];
}

/** The completions and errors that an editor shows for a program that uses every type. */
interface Editor {
  completionsIn(place: Place): readonly string[];
  /** The errors on the line that passes an unknown parameter, or reads an unknown attribute as a string. */
  errorsIn(place: Place): readonly string[];
}

let places: readonly Place[];
let editor: Editor;

beforeAll(async () => {
  const resources = await findResources(root);
  const facts = Object.assign({}, ...(await readFacts()).values());
  const driven = await driveResources(resources, facts);
  places = driven.flatMap((one) => {
    if (isComposed(one)) return [];
    const [request] = one.requests;
    const name = request && findOperation(request, Object.keys(facts));
    return name === undefined ? [] : placesOf(one, name, facts[name]);
  });
  editor = openEditor(resources, places);
}, 120_000);

const describeAll = (faults: readonly (readonly [Place, string])[]) =>
  faults.map(([{ what }, fault]) => `${what}: ${fault}`);

describe('an editor', () => {
  test('sees the parameters and responses of all resources', () => {
    const classes = new Set(places.map(({ what }) => what.split('.')[0]));
    // Access tokens and the guest issuer are in no document: they have type tests of their own.
    expect(classes.size).toBeGreaterThanOrEqual(17);
    expect(places.filter(({ isParameter }) => isParameter).length).toBeGreaterThan(40);
    expect(places.filter(({ isParameter }) => !isParameter).length).toBeGreaterThan(60);
  });

  test('completes every documented name', () => {
    const faults = places.flatMap((place) => {
      const offered = editor.completionsIn(place);
      const missing = place.documented.filter((name) => !offered.includes(name));
      return missing.length > 0 ? [[place, `does not offer ${missing.join(', ')}`] as const] : [];
    });
    expect(describeAll(faults)).toEqual([]);
  });

  test('reports an unknown parameter', () => {
    const faults = places
      .filter(({ isParameter }) => isParameter)
      .map((place) => [place, editor.errorsIn(place).join()] as const)
      .filter(([, errors]) => !errors.includes("'misspelt' does not exist in type"));
    expect(describeAll(faults)).toEqual([]);
  });

  test('types an undocumented attribute as unknown', () => {
    const faults = places
      .filter(({ isParameter }) => !isParameter)
      .map((place) => [place, editor.errorsIn(place).join()] as const)
      .filter(([, errors]) => errors !== "Type 'unknown' is not assignable to type 'string'.");
    expect(describeAll(faults)).toEqual([]);
  });
});

/** Returns the parameter and response types of a method, including nested ones. */
function placesOf({ method }: DrivenMethod, name: string, operation: Operation): Place[] {
  const [className = '', methodName = ''] = method.name.split('.');
  const declared = `${className}['${methodName}']`;
  const found: Place[] = [];
  const index = method.arguments.findIndex(({ shape }) => shape.attributes !== undefined);
  const parameters = method.arguments[index];
  if (parameters !== undefined) {
    const documented = { ...operation.query, ...operation.body?.attributes };
    const type = `NonNullable<Parameters<${declared}>[${index}]>`;
    collect(`${method.name} takes`, type, parameters.shape, { type: 'object', attributes: documented }, true);
  }
  // For an overloaded method, the compiler infers from the last overload.
  const declaredAnswer = method.answers.at(-1);
  const answer = Object.values(operation.answers).find(({ attributes }) => attributes !== undefined);
  const items = answer?.attributes?.items?.items;
  const isList = items !== undefined && declaredAnswer?.attributes?.items?.items !== undefined;
  if (isList && methodName.startsWith('list')) {
    const type = `ItemOf<ReturnType<${declared}>>`;
    collect(`${method.name} lists`, type, declaredAnswer?.attributes?.items?.items, items, false);
  } else if (answer !== undefined) {
    collect(
      `${method.name} answers`,
      `NonNullable<Awaited<ReturnType<${declared}>>>`,
      declaredAnswer,
      answer,
      false,
    );
  }
  return found;

  function collect(
    what: string,
    type: string,
    ours: Shape | undefined,
    theirs: Shape,
    isParameter: boolean,
  ): void {
    if (ours?.items !== undefined && theirs.items !== undefined) {
      collect(`${what}[]`, `${type}[number]`, ours.items, theirs.items, isParameter);
    }
    if (ours?.attributes === undefined || theirs.attributes === undefined) return;
    const documented = namesIn(theirs.attributes, name);
    if (documented.length > 0) found.push({ what, type, isParameter, documented });
    for (const [attribute, shape] of Object.entries(theirs.attributes)) {
      const deeper = `NonNullable<(${type})['${attribute}']>`;
      if (ours.attributes[attribute])
        collect(`${what} ${attribute}`, deeper, ours.attributes[attribute], shape, isParameter);
    }
  }
}

/** Returns the documented names, except for accepted deviations. */
function namesIn(attributes: Attributes, operation: string): string[] {
  const missed = acceptedDeviations
    .filter(({ where, kind }) => where === operation && kind === 'parameter missing')
    .map((deviation) => deviation.name.split('.').at(-1));
  return Object.keys(attributes).filter((name) => !missed.includes(name));
}

function openEditor(resources: readonly ResourcePackage[], all: readonly Place[]): Editor {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'program-in-the-editor.ts');
  const imports = resources.map(
    ({ className, file: source }) => `import type { ${className} } from '${source}';`,
  );
  const lines = [
    ...imports,
    'type ItemOf<List> = List extends AsyncIterable<infer Item> ? Item : never;',
    ...all.flatMap(({ type, isParameter }, index) => [
      `declare const value${index}: ${type};`,
      isParameter ? `const given${index}: ${type} = { };` : `const read${index} = value${index}.;`,
      isParameter
        ? `const misspelt${index}: ${type} = { misspelt: 1 };`
        : `const text${index}: string = value${index}.attributeOfTomorrow;`,
    ]),
  ];
  const text = lines.join('\n');
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...compilerOptions, allowImportingTsExtensions: true }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const diagnostics = service.getSemanticDiagnostics(file);
  const lineOf = (place: Place) => imports.length + 1 + 3 * all.indexOf(place);
  const startOf = (line: number) => lines.slice(0, line).join('\n').length + 1;
  return {
    completionsIn: (place) => {
      const line = lineOf(place) + 1;
      const mark = place.isParameter ? '{ ' : '.';
      const position = startOf(line) + (lines[line]?.lastIndexOf(mark) ?? 0) + mark.length;
      return service.getCompletionsAtPosition(file, position, {})?.entries.map(({ name }) => name) ?? [];
    },
    errorsIn: (place) => {
      const line = lineOf(place) + 2;
      const [start, end] = [startOf(line), startOf(line + 1)];
      return diagnostics
        .filter(
          (diagnostic) =>
            diagnostic.start !== undefined && diagnostic.start >= start && diagnostic.start < end,
        )
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    },
  };
}
