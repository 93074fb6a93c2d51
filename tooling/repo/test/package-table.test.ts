import { expect, test } from 'vitest';
import { packageTable, replacePackageTable } from '../src/package-table.js';
import type { Package } from '../src/workspace.js';

const weighed = (name: string, version: string, isResource: boolean, size: number) => {
  const manifest = { name: `@wxt/${name}`, version, description: `About ${name}.` };
  const one: Package = { name, path: `/packages/${name}`, manifest, isResource };
  return { package: one, size };
};
const packages = [
  weighed('cards', '1.4.0', false, 7_312),
  weighed('core', '2.0.1', false, 38_961),
  weighed('rooms', '0.0.0', true, 586),
  weighed('sdk', '1.0.0', false, 4_096),
];
const table = `| Package | What it is | Version | kB |
| --- | --- | --- | ---: |
| [@wxt/sdk](packages/sdk) | About sdk. | 1.0.0 | 4.1 |
| [@wxt/rooms](packages/rooms) | About rooms. | unreleased | 0.59 |
| [@wxt/cards](packages/cards) | About cards. | 1.4.0 | 7.3 |
| [@wxt/core](packages/core) | About core. | 2.0.1 | 39 |`;

test('the SDK comes first, then resources and companions, with versions and sizes', () => {
  expect(packageTable(packages)).toBe(table);
});

test('only the table of packages is replaced', () => {
  const readme = (rows: string) =>
    `# wxt\n\n| a |\n| --- |\n\n## Packages\n\nSizes are in kB.\n\n${rows}\n\nAfter.\n\n## More\n\n| b |\n`;
  expect(replacePackageTable(readme('| old |\n| --- |\n| row |'), table)).toBe(readme(table));
});

test('a README without a place for it is an error', () => {
  expect(() => replacePackageTable('# wxt\n\n## Packages\n\nNone.\n\n## More\n\n| b |\n', table)).toThrow(
    'no table under "## Packages"',
  );
});
