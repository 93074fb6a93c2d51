import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkGenerated } from '../src/checks/generated.js';
import { checkReadmeCode } from '../src/checks/readme-code.js';
import { copyInto, copyWorkspace } from './copy-workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the workspace with the generator in it. */
function copyWithGenerator() {
  const workspace = copyWorkspace();
  copyInto(workspace.root, [
    'turbo',
    'package.json',
    'pnpm-workspace.yaml',
    'vitest.config.ts',
    'tooling/testing',
  ]);
  link('node_modules', 'node_modules');
  /** Links a path of the copy to one of the original, or of the copy if that starts with `./`. */
  function link(path: string, target: string): void {
    mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
    const absolute = target.startsWith('./') ? join(workspace.root, target) : join(root, target);
    symlinkSync(absolute, join(workspace.root, path));
  }
  const run = (program: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: workspace.root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    });
  return { ...workspace, link, run };
}

test('pnpm new writes a package that passes its tests, binds in the SDK and documents itself', () => {
  const { root: copy, link, run, read } = copyWithGenerator();
  const generated = run('@turbo/gen/dist/cli.js', 'run', 'resource', '--args', 'space-policies');
  expect(generated.stdout + generated.stderr).toContain('Success');
  const folder = 'packages/space-policies';
  expect(checkGenerated(copy, { fix: true })).toEqual([]);
  expect(read('packages/sdk/src/resources.ts')).toContain('  spacePolicies: SpacePolicies,\n');
  expect(read('packages/sdk/src/index.ts')).toContain(`export * from '@wxt/space-policies';\n`);
  expect(read(`${folder}/README.md`)).toContain(
    '| `get(spacePolicyId)` | `GET /space-policies/{spacePolicyId}` |',
  );
  expect(read('.changeset/add-space-policies.md')).toContain('"@wxt/space-policies": major');
  const manifestOf = (name: string) =>
    JSON.parse(readFileSync(join(copy, `packages/${name}/package.json`), 'utf8'));
  const { name: _name, description: _description, ...ours } = manifestOf('space-policies');
  const { name: _other, description: _text, ...existing } = manifestOf('teams');
  expect(ours).toEqual(existing);

  link('tooling/config/node_modules', 'tooling/config/node_modules');
  link(`${folder}/node_modules/@wxt/core`, './packages/core');
  link(`${folder}/node_modules/@wxt/space-policies`, `./${folder}`);
  link(`${folder}/node_modules/@wxt/testing`, './tooling/testing');
  link(`${folder}/node_modules/@wxt/config`, 'tooling/config');
  link(`${folder}/node_modules/@types/node`, 'packages/teams/node_modules/@types/node');
  for (const name of ['core', 'testing']) {
    const place = name === 'core' ? 'packages/core' : 'tooling/testing';
    if (!existsSync(join(copy, place, 'node_modules')))
      link(`${place}/node_modules`, `${place}/node_modules`);
  }
  const tested = run('vitest/vitest.mjs', 'run', folder);
  expect(tested.stdout).toMatch(/Tests +\d+ passed/);
  expect(run('typescript/bin/tsc', '--project', folder).stdout).toBe('');
  const findings = checkReadmeCode(copy).filter(({ place }) => place.startsWith(folder));
  expect(findings).toEqual([]);
}, 120_000);

test('pnpm new refuses a name that is taken, not in the plural, or not in lower case with dashes', () => {
  const { root: copy, run } = copyWithGenerator();
  for (const name of ['Widgets', 'widget', 'team_memberships', '../widgets', 'rooms-', 'rooms']) {
    const { status, stdout, stderr } = run('@turbo/gen/dist/cli.js', 'run', 'resource', '--args', name);
    expect(stdout + stderr).toMatch(/is not a name for a resource|packages\/rooms exists already/);
    expect(status).toBe(1);
    expect(existsSync(join(copy, `.changeset/add-${name}.md`))).toBe(false);
  }
}, 120_000);
