import { className, propertyName } from './naming.js';

/** The one description of a resource package: the scaffolder writes what this says, the check holds packages to it. */
export interface Shape {
  /** Files that are the same in every resource, but for its name: rewritten by `check --fix`. */
  readonly exact: Readonly<Record<string, string>>;
  /** Files whose content is the resource's own: they have to be there. */
  readonly own: readonly string[];
}

const tsconfig = `{
  "extends": "@wxt/config/tsconfig.json",
  "include": ["src", "test"]
}
`;

/** What varies between the package.json files of resources. */
export interface Identity {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** What a package has beside what all have. */
interface Particulars {
  /** Runtime dependencies, each argued for where it is used. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** Files with something that belongs to the package's surface too, without `.ts`. */
  readonly exports?: readonly string[];
  /** Those of its files that import values of core: what works without a resource's session. */
  readonly usesCore?: readonly string[];
}

const particulars: Readonly<Record<string, Particulars>> = {
  'event-handlers': {
    dependencies: {
      '@wxt/attachment-actions': 'workspace:^',
      '@wxt/memberships': 'workspace:^',
      '@wxt/messages': 'workspace:^',
      '@wxt/rooms': 'workspace:^',
    },
  },
  'guest-issuer': { dependencies: { jose: 'catalog:' } },
  messages: { devDependencies: { 'fast-check': 'catalog:' }, exports: ['split-markdown'] },
  webhooks: { exports: ['incoming-webhook'], usesCore: ['incoming-webhook.ts'] },
  'webhook-receiver': { dependencies: { '@wxt/event-handlers': 'workspace:^' } },
};

/** Whether a file of a resource may import values of core; a class gets by with its types. */
export function mayUseCore(name: string, file: string): boolean {
  return file === 'index.ts' || (particulars[name]?.usesCore ?? []).includes(file);
}

/** The packages, beside core, that the sources of a resource or of what stands beside them may import. */
export function allowedImports(name: string): readonly string[] {
  return Object.keys(particulars[name]?.dependencies ?? {});
}

/** What a resource package looks like. */
export function resourceShape(identity: Identity): Shape {
  const { name } = identity;
  return {
    exact: {
      'package.json': json(manifest(identity)),
      'tsconfig.json': tsconfig,
      'src/index.ts': index(name),
    },
    own: ['README.md', `src/${name}.ts`, `test/${name}.test.ts`, `test/${name}.test-d.ts`],
  };
}

function index(name: string): string {
  const files = [name, ...(particulars[name]?.exports ?? [])].sort().map((file) => `./${file}.js`);
  return ['@wxt/core', ...files].map((from) => `export * from '${from}';\n`).join('');
}

function manifest({ name, version, description }: Identity) {
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
  return {
    name: `@wxt/${name}`,
    version,
    description,
    keywords: ['webex', 'sdk', 'api'],
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: { '.': { '@wxt/source': './src/index.ts', ...entry } },
    files: ['dist'],
    publishConfig: { access: 'public', exports: { '.': entry } },
    scripts: { build: 'tsup --config ../../tooling/config/tsup.config.ts' },
    dependencies: { '@wxt/core': 'workspace:^', ...particulars[name]?.dependencies },
    devDependencies: {
      '@types/node': 'catalog:',
      '@wxt/config': 'workspace:*',
      '@wxt/testing': 'workspace:*',
      ...particulars[name]?.devDependencies,
      tsup: 'catalog:',
      typescript: 'catalog:',
      vitest: 'catalog:',
    },
  };
}

/** What the SDK is made of and exports again, beside the resources. */
const sdkParts = ['core', 'oauth'];

/** What core exports beside types; a test of the SDK holds this to core. */
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
  'UnauthorizedError',
  'WebexError',
];

/** Where several copies of core are installed, what all resources hand on of it would be ambiguous without a name. */
const coreByName = ['export {', ...valuesOfCore.map((name) => `  ${name},`), `} from '@wxt/core';`];

/** The files of the SDK that list the resources. */
export function sdkShape(resources: readonly string[]): Readonly<Record<string, string>> {
  const names = [...resources].sort();
  return {
    'src/resources.ts': [
      ...names.map((name) => `import { ${className(name)} } from '@wxt/${name}';`),
      '',
      '/** Every resource, by its name on the connection object. */',
      'export const resources = {',
      ...names.map((name) => `  ${propertyName(name)}: ${className(name)},`),
      '};',
      '',
    ].join('\n'),
    'src/index.ts': [
      ...[...sdkParts, ...names]
        .sort()
        .flatMap((name) => [`export * from '@wxt/${name}';`, ...(name === 'core' ? coreByName : [])]),
      `export type { Resources, ResourceTable } from './extension.js';`,
      `export { WebexTeamsAPI } from './webex-teams-api.js';`,
      `export type { WebexTeamsOptions } from './webex-teams-options.js';`,
      '',
    ].join('\n'),
  };
}

/** The dependencies of the SDK. */
export function sdkDependencies(resources: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...sdkParts, ...resources].sort().map((name) => [`@wxt/${name}`, 'workspace:^']),
  );
}

/** JSON as biome formats a package.json. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
