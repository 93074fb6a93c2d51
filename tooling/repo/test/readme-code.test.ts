import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Block, checkBlocks, checkReadmeCode } from '../src/checks/readme-code.js';
import { readTableCalls } from '../src/table-calls.js';
import { copyWorkspace } from './copy-workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A workspace whose documents hold only this. */
function withReadme(readme: string) {
  const workspace = copyWorkspace();
  for (const file of ['README.md', 'CONTRIBUTING.md']) workspace.write(file, '');
  workspace.write('README.md', readme);
  const ours = checkReadmeCode(workspace.root).filter((finding) => finding.place.startsWith('README.md'));
  return ours;
}

test('a block that does not compile is found, with its line', () => {
  const readme =
    '# Title\n\n```ts\nconst fine = 1;\n```\n\nText\n\n```ts\nconst good: number = 2;\nconst bad: number = "3";\n```\n';
  expect(withReadme(readme)).toEqual([
    { place: 'README.md:11', message: `Type 'string' is not assignable to type 'number'.` },
  ]);
});

test('an import that leads nowhere is found', () => {
  expect(withReadme("```ts\nimport { x } from 'nowhere';\n\nexport const y = x;\n```\n")).toMatchObject([
    { place: 'README.md:2', message: expect.stringContaining('nowhere') },
  ]);
});

test('blocks that compile, and blocks in other languages, are left alone', () => {
  expect(
    withReadme('```ts\nconst same = 1;\n```\n\n```ts\nconst same = 2;\n```\n\n```sh\nnpm install\n```\n'),
  ).toEqual([]);
});

test('a call in a table that does not compile is found, with its line', () => {
  const table = [
    '| other | ours |',
    '| --- | --- |',
    '| `api.rooms.list(max=50)` | `api.rooms.list({ max: 50 })`, `.get(id)`, `.remove(id)` |',
    '| `x` | `api.messages.create({ text, … })` |',
    '| `x` | `api.people.update(id, { ...person, title })`, `notACall`, `{ a: 1 }` |',
    '',
  ].join('\n');
  const blocks = readTableCalls(table).map((block, index): [string, Block] => [
    join(root, 'examples', `table-${index}.ts`),
    { document: 'README.md', ...block },
  ]);
  expect(checkBlocks(root, new Map(blocks))).toMatchObject([
    { place: 'README.md:3', message: expect.stringContaining("'remove' does not exist on type 'Rooms'") },
    { place: 'README.md:4', message: expect.stringContaining("'roomId' is missing") },
  ]);
});
