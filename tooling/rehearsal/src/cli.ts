/**
 * `pnpm rehearse`: releases every package to a registry on loopback, then installs and uses them as users will, and
 * prints the results. Stops at the first failure.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from './rehearse.js';
import { printEnd } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'wxt-rehearsal-'));
const closing: (() => Promise<void>)[] = [];
try {
  mkdirSync(join(folder, 'home'));
  await rehearse(folder, (close) => closing.unshift(close));
  printEnd();
} finally {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
}
