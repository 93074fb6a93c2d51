/**
 * `pnpm test [vitest's arguments]`: runs vitest, then prints one line made from its report, such as
 * `3341 passed, 0 failed, 3 skipped`, as the last line of the output. Fails if a test failed or if none ran.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests } from './count-tests.js';

const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wxt-tests-'));
try {
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const { passed, failed, skipped } = countTests(existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (passed + failed === 0) console.error('No test ran.');
  // Without a status, vitest was killed.
  process.exitCode = (status ?? 1) || (failed > 0 || passed === 0 ? 1 : 0);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
} finally {
  rmSync(folder, { recursive: true });
}
