import { join } from 'node:path';
import { runCommand } from '../run-command.js';
import type { Finding } from '../workspace.js';

/** Formatting and lint; with `fix`, mends what it can. */
export function checkStyle(root: string, { fix }: { fix: boolean }): Promise<Finding[]> {
  return runTool(root, 'biome', fix ? ['check', '--write'] : ['check']);
}

/** The types of every package, tests included: one program, seven times as fast as one for each package. */
export function checkTypes(root: string): Promise<Finding[]> {
  return runTool(root, 'tsc', ['--project', 'tsconfig.json']);
}

/** Files, exports and dependencies that nothing uses. */
export function checkUnused(root: string): Promise<Finding[]> {
  return runTool(root, 'knip', ['--no-config-hints']);
}

/** A tool of the root, whose output is the finding where it fails. */
async function runTool(root: string, tool: string, args: readonly string[]): Promise<Finding[]> {
  const { succeeded, output } = await runCommand(root, join(root, 'node_modules', '.bin', tool), args);
  return succeeded ? [] : [{ place: tool, message: output.trim() }];
}
