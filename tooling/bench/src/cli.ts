import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { files } from './cases/files.js';
import { footprint } from './cases/footprint.js';
import { listRooms } from './cases/list-rooms.js';
import { memory } from './cases/memory.js';
import { messages } from './cases/messages.js';
import { peopleMe } from './cases/people-me.js';
import { splitting } from './cases/split-markdown.js';
import { start } from './cases/start.js';
import { earlierComparison, replaceComparison } from './harness/compare-versions.js';
import { describeMachine } from './harness/machine.js';
import { createPrograms } from './harness/program.js';
import { formatReport, formatTargets, type Target } from './harness/report.js';

/**
 * Runs the cases named on the command line, or all of them, and prints their reports. A run of all is written to
 * RESULTS.md; with `--targets file`, the targets are written to that file instead, as JSON.
 */
const cases = [peopleMe, start, footprint, listRooms, memory, messages, files, splitting];
const { values, positionals: names } = parseArgs({
  options: { targets: { type: 'string' } },
  allowPositionals: true,
});
const unknown = names.filter((name) => !cases.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no case ${unknown.join(', ')}; there are ${cases.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}

const sections: string[] = [];
const targets: Target[] = [];
const print = (section: string) => {
  sections.push(section);
  console.log(`${section}\n`);
};

print('# What the SDK costs');
print(
  `\`pnpm bench\` on ${describeMachine()}. Ratios compare within this run; milliseconds belong to this machine.`,
);
for (const one of cases.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const programs = createPrograms();
  try {
    const report = await one.run(programs.start);
    targets.push(...report.targets);
    print(formatReport(one, report));
  } finally {
    programs.stop();
  }
}
print(`## All that must be reached\n\n${formatTargets(targets)}`);

if (values.targets !== undefined) {
  writeFileSync(values.targets, JSON.stringify({ node: process.versions.node, targets }));
} else if (names.length === 0) {
  const file = fileURLToPath(new URL('../../RESULTS.md', import.meta.url));
  const results = `${sections.join('\n\n')}\n`;
  const comparison = earlierComparison(readFileSync(file, 'utf8'));
  writeFileSync(file, comparison === undefined ? results : replaceComparison(results, comparison));
}
