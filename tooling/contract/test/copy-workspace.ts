import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findResources } from '../src/find-resources.js';

/** A planted change: replaces `from` with `to` in a file of the workspace. */
export interface Plant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Copies the resource packages of a workspace to a temporary folder, with changes planted in them. */
export async function copyWorkspace(
  root: string,
  plants: readonly Plant[],
): Promise<{ root: string; remove: () => Promise<void> }> {
  const copy = await mkdtemp(join(tmpdir(), 'contract-'));
  for (const { file } of await findResources(root)) {
    const from = dirname(dirname(file));
    const to = join(copy, from.slice(root.length));
    await mkdir(to, { recursive: true });
    await cp(join(from, 'package.json'), join(to, 'package.json'));
    await cp(join(from, 'src'), join(to, 'src'), { recursive: true });
    await symlink(join(from, 'node_modules'), join(to, 'node_modules'));
  }
  for (const { file, from, to } of plants) {
    const source = await readFile(join(copy, file), 'utf8');
    if (!source.includes(from)) throw new Error(`${file} does not contain: ${from}`);
    await writeFile(join(copy, file), source.replace(from, to));
  }
  return { root: copy, remove: () => rm(copy, { recursive: true }) };
}
