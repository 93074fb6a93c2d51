/** `pnpm check [--fix]`: everything that has to hold of the repository beside its tests. */
import { fileURLToPath } from 'node:url';
import { checkChangesets } from './checks/changesets.js';
import { checkLayers } from './checks/layers.js';
import { checkPackaging } from './checks/packaging.js';
import { checkReadmeCode } from './checks/readme-code.js';
import { checkShape } from './checks/shape.js';
import { checkSizes } from './checks/sizes.js';
import { checkStyle, checkTypes, checkUnused } from './checks/tools.js';
import { checkWorkflows } from './checks/workflows.js';
import type { Finding } from './workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fix = process.argv.includes('--fix');

const checks: Record<string, () => Finding[] | Promise<Finding[]>> = {
  shape: () => checkShape(root, { fix }),
  layers: () => checkLayers(root),
  changesets: () => checkChangesets(root, { fix }),
  workflows: () => checkWorkflows(root),
  style: () => checkStyle(root, { fix }),
  types: () => checkTypes(root),
  'README code': () => checkReadmeCode(root),
  sizes: () => checkSizes(root, { fix }),
  unused: () => checkUnused(root),
  packaging: () => checkPackaging(root),
};

for (const [name, check] of Object.entries(checks)) {
  const started = performance.now();
  const findings = await run(check);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds} s`);
  for (const { place, message } of findings) console.log(`       ${place}: ${message}`);
  if (findings.length > 0) process.exitCode = 1;
}

/** A check that fails itself has found something too. */
async function run(check: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [
      {
        place: 'the check itself',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      },
    ];
  }
}
