import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveFacts } from './derive-facts.js';

/** Most of the admin document is about resources without a package here. */
const ours = [
  'adminAudit',
  'authorizations',
  'events',
  'guests',
  'licenses',
  'organizations',
  'people',
  'roles',
];

/** Writes the facts of Webex's OpenAPI documents; the argument is their folder. */
const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../shared/openapi', import.meta.url));
await derive('messaging', () => true);
await derive('admin', (path) => ours.includes(path.split('/')[1] ?? ''));

async function derive(name: string, wanted: (path: string) => boolean): Promise<void> {
  const document: unknown = JSON.parse(await readFile(join(folder, `webex-${name}.json`), 'utf8'));
  const facts = deriveFacts(document, wanted);
  await writeFile(new URL(`../facts/${name}.json`, import.meta.url), `${print(facts, '')}\n`);
  console.log(`${name}: ${Object.keys(facts).length} operations`);
}

/** Formats JSON, keeping values on one line if they fit. */
function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = JSON.stringify(value, undefined, 1).replace(/\s*\n\s*/g, ' ');
  if (line.length < 100 - indent.length) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => deeper + print(item, deeper)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(
    ([name, item]) => `${deeper}${JSON.stringify(name)}: ${print(item, deeper)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}
