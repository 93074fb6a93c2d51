import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodTable, replaceTable } from './method-table.js';
import { className, propertyName } from './naming.js';
import { findPackages, type Package } from './workspace.js';

/** The files that are derived from others, in whole or in part, with what they must contain. */
export function generatedFiles(root: string): Map<string, string> {
  const packages = findPackages(root);
  const resources = packages.filter(({ isResource }) => isResource);
  const sdk = packages.find(({ name }) => name === 'sdk');
  return new Map([...resources.flatMap(readme), ...(sdk === undefined ? [] : sdkFiles(sdk, resources))]);
}

/** The table of methods in a README comes from the source. */
function readme({ name, path }: Package): [string, string][] {
  const file = join(path, 'README.md');
  const source = join(path, 'src', `${name}.ts`);
  if (!existsSync(file) || !existsSync(source)) return [];
  const text = readFileSync(file, 'utf8');
  return [[file, replaceTable(text, methodTable(name, readFileSync(source, 'utf8')))]];
}

/** What the SDK consists of and re-exports, beside the resources. */
const sdkParts = ['core', 'oauth'];

/** What core exports beside types; a test of the SDK compares this to core. */
const valuesOfCore = [
  'AccessTokenError',
  'ApiError',
  'BadRequestError',
  'ConflictError',
  'ConnectionError',
  'FileError',
  'ForbiddenError',
  'fileFromPath',
  'LockedError',
  'MalformedResponseError',
  'NotFoundError',
  'Paginator',
  'RateLimitError',
  'ServerError',
  'Session',
  'TimeoutError',
  'TransportError',
  'toId',
  'toUuid',
  'UnauthorizedError',
  'WebexError',
];

/** With several copies of core installed, what all resources re-export of it would be ambiguous without names. */
const coreByName = ['export {', ...valuesOfCore.map((name) => `  ${name},`), `} from '@wxt/core';`];

/** The files of the SDK that list the resources. */
function sdkFiles({ path }: Package, resources: readonly Package[]): [string, string][] {
  const names = resources.map(({ name }) => name);
  const dependencies = [...sdkParts, ...names].sort().map((name) => [`@wxt/${name}`, 'workspace:^']);
  const manifest = join(path, 'package.json');
  const fields = JSON.parse(readFileSync(manifest, 'utf8'));
  return [
    [join(path, 'src/resources.ts'), resourcesSource(names)],
    [join(path, 'src/index.ts'), indexSource(names)],
    [manifest, `${JSON.stringify({ ...fields, dependencies: Object.fromEntries(dependencies) }, null, 2)}\n`],
  ];
}

function resourcesSource(names: readonly string[]): string {
  return [
    ...names.map((name) => `import { ${className(name)} } from '@wxt/${name}';`),
    '',
    '/** Every resource, by its name on the connection object. */',
    'export const resources = {',
    ...names.map((name) => `  ${propertyName(name)}: ${className(name)},`),
    '};',
    '',
  ].join('\n');
}

function indexSource(names: readonly string[]): string {
  return [
    ...[...sdkParts, ...names]
      .sort()
      .flatMap((name) => [`export * from '@wxt/${name}';`, ...(name === 'core' ? coreByName : [])]),
    `export type { Resources, ResourceTable } from './extension.js';`,
    `export { WebexTeamsAPI } from './webex-teams-api.js';`,
    `export type { WebexTeamsOptions } from './webex-teams-options.js';`,
    '',
  ].join('\n');
}
