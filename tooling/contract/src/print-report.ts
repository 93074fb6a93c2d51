import type { ContractReport, FoundDeviation } from './check-contract.js';

/** How much was checked, in lines for people. */
export function printFigures(report: ContractReport): string[] {
  const { methods, parameters, calls } = report.driven;
  return [
    ...report.coverage.map(
      ({ document, covered, operations }) => `${document}: ${covered} of ${operations} operations`,
    ),
    `${methods} methods driven with ${parameters} parameters in ${calls} calls`,
    ...report.undocumented.map((name) => `${name} is in no document: held to none`),
    `${report.explained.length} deviations accepted, ${report.unexplained.length} not, ${report.stale.length} no more`,
  ];
}

/** What has to be put right, in lines for people. */
export function printFaults(report: ContractReport): string[] {
  return [
    ...report.unexplained.map(line),
    ...report.stale.map((deviation) => `accepted, and no more: ${line(deviation)}`),
  ];
}

function line({ document, where, name, kind, detail, operations = [] }: FoundDeviation): string {
  const subject = [where, name].filter(Boolean).join(' ');
  const scope = operations.length > 0 ? ` in ${[...new Set(operations)].join(', ')}` : '';
  return `${document ? `${document}: ` : ''}${subject}: ${kind} (${detail}${scope})`;
}
