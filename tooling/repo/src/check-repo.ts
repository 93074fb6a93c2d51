/** `pnpm repo [--fix]`: what only this repository has to hold itself to. `pnpm check` includes it. */
import { fileURLToPath } from 'node:url';
import { checkChangesets } from './checks/changesets.js';
import { checkGenerated } from './checks/generated.js';
import { checkImportEffects } from './checks/import-effects.js';
import { checkReadmeCode } from './checks/readme-code.js';
import { checkWorkflows } from './checks/workflows.js';
import { report } from './report.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fix = process.argv.includes('--fix');

report('lists and tables that are generated', checkGenerated(root, { fix }));
report('changesets', checkChangesets(root, { fix }));
report('workflows', checkWorkflows(root));
report('effects of importing', checkImportEffects(root));
// Needs what is fixed by others first.
if (!fix) report('code in documents', checkReadmeCode(root));
