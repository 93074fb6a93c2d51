/** `pnpm new <resource>`: writes a resource package, binds it in the SDK, and installs. */
import { fileURLToPath } from 'node:url';
import { checkChangesets } from './checks/changesets.js';
import { checkShape } from './checks/shape.js';
import { checkStyle } from './checks/tools.js';
import { propertyName } from './naming.js';
import { runCommand } from './run-command.js';
import { scaffold } from './scaffold.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [name] = process.argv.slice(2);

try {
  if (name === undefined) throw new Error('Say which: pnpm new team-memberships');
  const files = scaffold(root, name);
  checkShape(root, { fix: true });
  checkChangesets(root, { fix: true });
  await checkStyle(root, { fix: true });
  const { succeeded, output } = await runCommand(root, 'pnpm', ['install', '--no-frozen-lockfile']);
  if (!succeeded) throw new Error(output);
  console.log(`${files.join('\n')}\n
The package is there, and api.${propertyName(name)} in the SDK. Next: edit packages/${name}/src/${name}.ts and its tests,
then run \`pnpm check --fix\`, which brings the tables of the READMEs up to date too, and \`pnpm test packages/${name}\`.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
