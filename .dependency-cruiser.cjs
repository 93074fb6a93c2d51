// Which file may import which. Type imports count. Run by `pnpm layers`, which `pnpm check` includes.

/** The rooms of core, top row first: a file imports from its own room and from rows below. */
const rows = [
  ['index\\.ts'],
  ['session\\.ts'],
  ['client/'],
  ['session-types\\.ts', 'session-options\\.ts'],
  ['pagination/', 'files/'],
  ['http/'],
  ['request/'],
  ['errors/'],
  ['types\\.ts', 'events\\.ts'],
  ['utils/'],
];
const core = '^packages/core/src/';
const anyOf = (rooms) => `${core}(${rooms.join('|')})`;

/** Folders side by side on one row don't import each other; files on one row do. */
const roomRules = rows.flatMap((row, index) =>
  (index === 0 ? [] : row).map((room) => ({
    name: `core: ${room.replace(/\\|\/$/g, '')} imports from lower rows only`,
    comment: 'Arrows point down: see the rows in .dependency-cruiser.cjs.',
    from: { path: anyOf([room]) },
    to: {
      path: anyOf([
        ...rows.slice(0, index).flat(),
        ...(room.endsWith('/') ? row.filter((other) => other !== room) : []),
      ]),
    },
  })),
);

/** Runtime dependencies of core, and the one place that names each. */
const coreDependencies = {
  got: 'http/got-transport\\.ts$',
  mime: 'files/',
};

/** Packages that are no resources. */
const notResources = 'core|sdk|emulator|cards|oauth|event-handlers|webhook-receiver|transport-node';
const resources = `^packages/(?!(${notResources})/)[^/]+/src/`;

/** A package from the registry, whether it resolves or not. */
const external = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'unknown'];
const fromRegistry = (except = '') => ({
  dependencyTypes: external,
  pathNot: ['^packages/', ...(except === '' ? [] : [`(^|node_modules/)(${except})(/|$)`])],
});

module.exports = {
  forbidden: [
    {
      name: 'core: no circles',
      comment: 'A file must not import itself through others, not even types.',
      from: { path: core },
      to: { circular: true },
    },
    {
      name: 'no circles',
      comment: 'A file must not load itself through others.',
      from: { path: '^packages/[^/]+/src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...roomRules,
    ...Object.entries(coreDependencies).map(([name, owner]) => ({
      name: `core: one place names ${name}`,
      from: { path: core, pathNot: core + owner },
      to: { path: `(^|node_modules/)${name}(/|$)` },
    })),
    {
      name: 'core: no other dependencies',
      from: { path: core },
      to: fromRegistry(Object.keys(coreDependencies).join('|')),
    },
    {
      name: 'core: imports no other package',
      from: { path: core },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'resources: types of core only',
      comment: 'Use `import type`, so that a resource adds nothing of core to a bundle.',
      from: { path: resources, pathNot: '/src/(index|incoming-webhook)\\.ts$' },
      to: { path: '^packages/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resources: import no other package',
      from: { path: `^packages/((?!(?:${notResources})/)[^/]+)/src/` },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/core/'] },
    },
    {
      name: 'resources: no dependencies',
      comment: 'guest-issuer signs a token with node:crypto.',
      from: { path: resources, pathNot: '^packages/guest-issuer/src/sign-guest-token\\.ts$' },
      to: { ...fromRegistry(), dependencyTypes: [...external, 'core'] },
    },
    {
      name: 'guest-issuer: node:crypto only',
      from: { path: '^packages/guest-issuer/src/sign-guest-token\\.ts$' },
      to: {
        ...fromRegistry(),
        dependencyTypes: [...external, 'core'],
        path: '^(?!(node:)?crypto$)',
        pathNot: '^packages/',
      },
    },
    {
      name: 'cards: imports no other package',
      from: { path: '^packages/cards/src/' },
      to: { path: '^packages/', pathNot: '^packages/cards/' },
    },
    {
      name: 'oauth and transports: import core only',
      from: { path: '^packages/(oauth|transport-node)/src/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/core/'] },
    },
    {
      name: 'event-handlers: imports core, and types of the resources whose events it knows',
      from: { path: '^packages/event-handlers/src/' },
      to: {
        path: '^packages/',
        pathNot: ['^packages/(event-handlers|core|messages|rooms|memberships|attachment-actions)/'],
      },
    },
    {
      name: 'event-handlers: types of resources only',
      from: { path: '^packages/event-handlers/src/' },
      to: {
        path: '^packages/(messages|rooms|memberships|attachment-actions)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'webhook-receiver: imports core and event-handlers only',
      from: { path: '^packages/webhook-receiver/src/' },
      to: { path: '^packages/', pathNot: ['^packages/(webhook-receiver|event-handlers|core)/'] },
    },
    {
      name: 'cards, oauth, event-handlers, webhook-receiver, transports: no dependencies',
      from: { path: '^packages/(cards|oauth|event-handlers|webhook-receiver|transport-node)/src/' },
      to: fromRegistry(),
    },
    {
      name: 'emulator: imports nothing of the SDK',
      comment: 'It is a second opinion on the service, so it shares no code with what it tests.',
      from: { path: '^packages/emulator/src/' },
      to: { path: '^packages/', pathNot: '^packages/emulator/' },
    },
    {
      name: 'emulator: Hono, and what its page renders Markdown and cards with',
      from: { path: '^packages/emulator/src/' },
      to: fromRegistry('hono|@hono/node-server|markdown-it|adaptivecards'),
    },
    {
      name: 'sdk: imports packages of this repository only',
      from: { path: '^packages/sdk/src/' },
      to: { ...fromRegistry(), dependencyTypes: [...external, 'core'] },
    },
    {
      name: 'sdk: does not import the emulator',
      from: { path: '^packages/sdk/src/' },
      to: { path: '^packages/emulator/' },
    },
    {
      name: 'sources import neither tests nor tooling',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^tooling/|^packages/[^/]+/test/' },
    },
    {
      name: 'sources import what package.json lists',
      from: { path: '^packages/[^/]+/src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^packages/' },
    },
    {
      name: 'imports resolve',
      from: { path: '^packages/[^/]+/src/' },
      to: { couldNotResolve: true },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@wxt/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
