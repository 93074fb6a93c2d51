/**
 * `pnpm release`: publishes every package whose version is not in the registry yet. Provenance wants to know where a
 * package's source is, so each says it while it is published; the repository itself can move without a change.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPackages } from './workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const url = sourceUrl(
  execFileSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' }).trim(),
);
const files = findPackages(root).map(({ name, path }) => {
  const file = join(path, 'package.json');
  return { name, file, text: readFileSync(file, 'utf8') };
});

try {
  for (const { name, file, text } of files) {
    const repository = { type: 'git', url, directory: `packages/${name}` };
    writeFileSync(file, `${JSON.stringify({ ...JSON.parse(text), repository }, null, 2)}\n`);
  }
  execFileSync('changeset', ['publish'], { cwd: root, stdio: 'inherit' });
} finally {
  for (const { file, text } of files) writeFileSync(file, text);
}

/** `git@host:owner/name.git` → `git+https://host/owner/name.git`, without what a user name or a token would add. */
function sourceUrl(remote: string): string {
  const [, host, path] = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/]+)[:/](.+?)(?:\.git)?$/.exec(remote) ?? [];
  if (host === undefined) throw new Error(`"origin" is no address that a package could name: ${remote}`);
  return `git+https://${host}/${path}.git`;
}
