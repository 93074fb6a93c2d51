/** The generator behind `pnpm new widgets`: writes a resource package with five working methods, and its changeset. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PlopTypes } from '@turbo/gen';

export default function generators(plop: PlopTypes.NodePlopAPI): void {
  const root = plop.getDestBasePath();
  plop.setHelper('singular', (name: string) =>
    name.endsWith('ies') ? name.replace(/ies$/, 'y') : name.replace(/s$/, ''),
  );
  plop.setHelper('words', (name: string) => name.replaceAll('-', ' '));

  plop.setGenerator('resource', {
    description: 'A resource package',
    prompts: [
      {
        type: 'input',
        name: 'name',
        message: 'Its name, in the plural and with dashes, such as team-memberships:',
        validate: (name: string) => problemWith(root, name) ?? true,
      },
    ],
    actions: [
      // Arguments of the command line are not validated by the prompt.
      ({ name }) => {
        const problem = problemWith(root, name);
        if (problem !== undefined) throw new Error(problem);
        return `packages/${name}`;
      },
      {
        type: 'addMany',
        destination: '{{ turbo.paths.root }}/packages/{{ name }}',
        base: 'templates/package',
        templateFiles: 'templates/package/**',
        globOptions: { dot: true },
      },
      {
        type: 'add',
        path: '{{ turbo.paths.root }}/.changeset/add-{{ name }}.md',
        templateFile: 'templates/changeset.md.hbs',
      },
    ],
  });
}

/** What is wrong with the name of a new resource, if anything. */
function problemWith(root: string, name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[a-z]+(-[a-z]+)*s$/.test(name)) {
    return `"${name}" is not a name for a resource: use lower-case words with dashes, in the plural, as in "team-memberships".`;
  }
  return existsSync(join(root, 'packages', name)) ? `packages/${name} exists already.` : undefined;
}
