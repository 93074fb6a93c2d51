import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source that a package exports. */
interface Entry {
  /** Its path in the package: `./src/index.ts`. */
  readonly source: string;
  /** Its path in `dist` once it is built, without an ending: `index`. */
  readonly output: string;
}

/** What a package exports, according to its package.json. */
export function entriesOf(path: string): Entry[] {
  const { exports } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  return Object.values<Record<string, string>>(exports)
    .filter((entry) => entry['@wxt/source'] !== undefined)
    .map(({ '@wxt/source': source = '', default: output = '' }) => ({
      source,
      output: output.replace(/^\.\/dist\/|\.js$/g, ''),
    }));
}
