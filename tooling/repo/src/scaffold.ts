import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { methodTable } from './method-table.js';
import { className, propertyName } from './naming.js';
import { resourceShape } from './shape.js';
import { resourceSource } from './templates/resource-source.js';
import { resourceTest } from './templates/resource-test.js';
import { resourceTypeTest } from './templates/resource-type-test.js';

/** Writes a resource package with a working example in it; answers the files it wrote. Throws where there is one. */
export function scaffold(root: string, name: string): string[] {
  if (!/^[a-z]+(-[a-z]+)*s$/.test(name)) {
    throw new Error(
      `"${name}" is no name for a resource: words in lower case with dashes, in the plural, as in "team-memberships".`,
    );
  }
  const folder = join('packages', name);
  if (existsSync(join(root, folder))) throw new Error(`${folder} exists already.`);
  const description = `Webex ${name.replaceAll('-', ' ')}.`;
  const shape = resourceShape({ name, version: '0.0.0', description });
  const source = resourceSource(name);
  const files: Record<string, string> = {
    ...shape.exact,
    'README.md': readme(name, description, source),
    [`src/${name}.ts`]: source,
    [`test/${name}.test.ts`]: resourceTest(name),
    [`test/${name}.test-d.ts`]: resourceTypeTest(name),
  };
  const written = Object.entries(files).map(([file, content]) => write(root, join(folder, file), content));
  const changeset = `---\n"@wxt/${name}": major\n"@wxt/sdk": minor\n---\n\nAdd ${className(name)}.\n`;
  return [...written, write(root, join('.changeset', `add-${name}.md`), changeset)];
}

function write(root: string, file: string, content: string): string {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
  return file;
}

function readme(name: string, description: string, source: string): string {
  const Class = className(name);
  const property = propertyName(name);
  return `# @wxt/${name}

${description}

\`\`\`sh
npm install @wxt/${name}
\`\`\`

\`\`\`ts
import { ${Class}, Session } from '@wxt/${name}';

const session = new Session(); // the token is in WEBEX_TEAMS_ACCESS_TOKEN
const ${property} = new ${Class}(session);
console.log(await ${property}.list().first());
\`\`\`

## Methods

${methodTable(name, source)}

Part of [wxt](../../README.md), MIT.
`;
}
