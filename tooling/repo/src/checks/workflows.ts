import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finding } from '../workspace.js';

/**
 * Holds the release and check workflows to doing nothing that can't be done at home: they run `.ci/run` and scripts of the
 * root, and actions that are pinned by commit.
 */
export function checkWorkflows(root: string): Finding[] {
  const folder = join(root, '.github', 'workflows');
  if (!existsSync(folder)) return [];
  const { scripts, packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const wrong = [
      ...actions(text).filter((action) => !isPinned(action)),
      ...commands(parse(text)).filter((command) => !isOurs(command, packageManager, Object.keys(scripts))),
    ];
    return wrong.map((what) => ({ place: join('.github', 'workflows', file), message: explain(what) }));
  });
}

/** What stands after `uses:`, with its comment. */
function actions(text: string): string[] {
  return [...text.matchAll(/^[ -]*uses: *(.*)$/gm)].map(([, action = '']) => action);
}

function isPinned(action: string): boolean {
  return action.startsWith('./') || /^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action);
}

/** Everything a workflow runs: what stands under `run`, and what it gives an action to run. */
function commands(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' && ['run', 'version', 'publish'].includes(key)
      ? value.trim().split('\n')
      : commands(value),
  );
}

function isOurs(command: string, packageManager: string, scripts: readonly string[]): boolean {
  const prefix = `npx -y ${packageManager} `;
  return (
    command === '.ci/run' || (command.startsWith(prefix) && scripts.includes(command.slice(prefix.length)))
  );
}

function explain(what: string): string {
  return what.includes('@') && !what.startsWith('npx')
    ? `"${what}" is not pinned: give the whole commit, and its version as in "# v1.2.3"`
    : `"${what}" is neither .ci/run nor a script of the root`;
}
