import { companions, type Package } from './workspace.js';

/** A package with the bytes it adds to a bundle. */
export interface WeighedPackage {
  readonly package: Package;
  readonly size: number;
}

/** The table of all packages in the README of the repository: the SDK, then the resources, then what stands beside them. */
export function packageTable(packages: readonly WeighedPackage[]): string {
  const rows = packages
    .toSorted((one, other) => place(one.package) - place(other.package))
    .map(({ package: { name, manifest }, size }) => {
      const { version, description = '' } = manifest;
      const shown = version === '0.0.0' ? 'unreleased' : version;
      return `| [${manifest.name}](packages/${name}) | ${description} | ${shown} | ${kilobytes(size)} |`;
    });
  return ['| Package | What it is | Version | kB |', '| --- | --- | --- | ---: |', ...rows].join('\n');
}

function place({ name, isResource }: Package): number {
  if (name === 'sdk') return 0;
  if (isResource) return 1;
  return companions.includes(name) ? 2 : 3;
}

/** Two digits, so that not every changed line of code is a change of the table. */
function kilobytes(bytes: number): string {
  return String(Number((bytes / 1000).toPrecision(2)));
}

/** The lines under `## Packages` that begin with a bar. */
const tableInReadme = /(?<=^## Packages\n\n(?:[^|#\n].*\n+)*)(?:\|.*\n?)+/m;

/** A README with this table in place of its own. */
export function replacePackageTable(readme: string, table: string): string {
  if (!tableInReadme.test(readme)) throw new Error('README.md has no table under "## Packages".');
  return readme.replace(tableInReadme, () => `${table}\n`);
}
