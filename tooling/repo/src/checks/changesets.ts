import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, findPackages, type Package } from '../workspace.js';

/** Names and bumps at the head of a changeset: `"@wxt/rooms": minor`. */
type Bumps = Map<string, string>;

/**
 * Holds changesets to what changesets itself doesn't know: packages hand on what they depend on, so a major of one is a
 * major of all above it; and a new package starts at 1.0.0, because below that a caret holds patches alone, and every
 * minor of core would republish every resource. With `fix`, writes the lines that are missing.
 */
export function checkChangesets(root: string, { fix }: { fix: boolean }): Finding[] {
  const folder = join(root, '.changeset');
  if (!existsSync(folder)) return [];
  const packages = findPackages(root);
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const bumps = readBumps(text);
    const missing = required(bumps, packages).filter((name) => bumps.get(name) !== 'major');
    if (missing.length === 0) return [];
    if (fix) {
      for (const name of missing) bumps.set(name, 'major');
      writeFileSync(join(folder, file), replaceBumps(text, bumps));
      return [];
    }
    return missing.map((name) => ({
      place: join('.changeset', file),
      message: `has to say "${name}": major, because ${reason(name, packages)}: \`pnpm check --fix\` writes it`,
    }));
  });
}

/** The packages that a changeset has to make a major of: new ones it names, and what depends on one that breaks. */
function required(bumps: Bumps, packages: readonly Package[]): string[] {
  const breaks = (name: string) => bumps.get(name) === 'major' && !isNew(name, packages);
  return packages
    .filter(
      ({ manifest: { name, dependencies = {} } }) =>
        (bumps.has(name) && isNew(name, packages)) || Object.keys(dependencies).some(breaks),
    )
    .map(({ manifest }) => manifest.name);
}

function isNew(name: string, packages: readonly Package[]): boolean {
  return packages.some(({ manifest }) => manifest.name === name && manifest.version === '0.0.0');
}

function reason(name: string, packages: readonly Package[]): string {
  return isNew(name, packages)
    ? 'a new package starts at 1.0.0'
    : 'it hands on what it depends on, and that breaks';
}

const head = /^---\n(.*?)^---\n/ms;

function readBumps(text: string): Bumps {
  const lines = head.exec(text)?.[1] ?? '';
  return new Map(
    [...lines.matchAll(/^["']?([^"'\n]+)["']?: *(\w+)$/gm)].map(([, name = '', bump = '']) => [name, bump]),
  );
}

function replaceBumps(text: string, bumps: Bumps): string {
  const lines = [...bumps]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, bump]) => `"${name}": ${bump}\n`);
  return text.replace(head, `---\n${lines.join('')}---\n`);
}
