import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { methodTable, replaceTable } from '../method-table.js';
import { json, resourceShape, sdkDependencies, sdkShape } from '../shape.js';
import { type Finding, findPackages, type Package } from '../workspace.js';

/** Holds every package to its shape; with `fix`, writes what can be derived. */
export function checkShape(root: string, { fix }: { fix: boolean }): Finding[] {
  const packages = findPackages(root);
  const resources = packages.filter((one) => one.isResource);
  const sdk = packages.find((one) => one.name === 'sdk');
  const expectations = [
    ...packages.flatMap(published),
    ...resources.flatMap(resource),
    ...(sdk === undefined ? [] : sdkFiles(sdk, resources)),
  ];
  return expectations.flatMap(({ file, expected, message }) => {
    const actual = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (actual !== undefined && (expected === undefined || actual === expected)) return [];
    if (fix && expected !== undefined) {
      writeFileSync(file, expected);
      return [];
    }
    return [{ place: relative(root, file), message }];
  });
}

/** A file and what it has to hold; without that, it only has to be there. */
interface Expectation {
  readonly file: string;
  readonly expected?: string;
  readonly message: string;
}

function published({ path }: Package): Expectation[] {
  return [{ file: join(path, 'README.md'), message: 'is missing: every package says what it is' }];
}

function resource({ name, path, manifest }: Package): Expectation[] {
  const { version, description = '' } = manifest;
  const shape = resourceShape({ name, version, description });
  const message = 'is not what tooling/repo/src/shape.ts says: `pnpm check --fix` rewrites it';
  const exact = Object.entries(shape.exact).map(([file, expected]) => ({
    file: join(path, file),
    expected,
    message,
  }));
  const own = shape.own.map((file) => ({ file: join(path, file), message: 'is missing' }));
  return [...exact, ...own, ...describe(path, description), ...readmeTable(name, path)];
}

function describe(path: string, description: string): Expectation[] {
  const file = join(path, 'package.json');
  return description === '' ? [{ file, expected: '', message: 'has no description' }] : [];
}

/** The table of methods in a README is read off the source. */
function readmeTable(name: string, path: string): Expectation[] {
  const file = join(path, 'README.md');
  const source = join(path, 'src', `${name}.ts`);
  if (!existsSync(file) || !existsSync(source)) return [];
  const readme = readFileSync(file, 'utf8');
  const expected = replaceTable(readme, methodTable(name, readFileSync(source, 'utf8')));
  if (expected === undefined)
    return [{ file, expected: readme + methodsSection, message: 'has no section "## Methods"' }];
  return [
    {
      file,
      expected,
      message: 'has a table of methods that is not what the source says: `pnpm check --fix` writes it',
    },
  ];
}

const methodsSection = '\n## Methods\n\n';

function sdkFiles({ path }: Package, resources: readonly Package[]): Expectation[] {
  const names = resources.map((one) => one.name);
  const message = 'does not list the resources there are: `pnpm check --fix` rewrites it';
  const file = join(path, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  return [
    ...Object.entries(sdkShape(names)).map(([name, expected]) => ({
      file: join(path, name),
      expected,
      message,
    })),
    { file, expected: json({ ...manifest, dependencies: sdkDependencies(names) }), message },
  ];
}
