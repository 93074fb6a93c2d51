/**
 * `pnpm pack:check`: packs all published packages, or those whose folders are given, and checks the tarballs by publint and
 * attw. One process for all: the commands of the two take 4 CPU seconds for each package, this takes 5 for 25.
 */
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackaging } from './checks/packaging.js';
import { report } from './report.js';
import { findPackages } from './workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = process.argv.slice(2).map((folder) => resolve(folder));
const packages = findPackages(root).filter(({ path }) => folders.length === 0 || folders.includes(path));
const findings = await checkPackaging(packages.map(({ path }) => path));
report(
  `tarballs of ${packages.length} packages`,
  findings.map(({ place, message }) => ({ place: relative(root, place), message })),
);
