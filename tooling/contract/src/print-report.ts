import type { ContractReport, FoundDeviation } from './check-contract.js';

/** Formats how much was checked, as lines of text. */
export function printFigures(report: ContractReport): string[] {
  const { methods, parameters, calls } = report.driven;
  return [
    ...report.coverage.map(
      ({ document, covered, operations }) => `${document}: ${covered} of ${operations} operations`,
    ),
    `${methods} methods driven with ${parameters} parameters in ${calls} calls`,
    ...report.undocumented.map((name) => `${name} is in no document: not checked`),
    `${report.explained.length} deviations accepted, ${report.unexplained.length} not accepted, ${report.stale.length} stale`,
  ];
}

/** Formats what has to be fixed, as lines of text. */
export function printFaults(report: ContractReport): string[] {
  return [
    ...report.unexplained.map(line),
    ...report.stale.map((deviation) => `accepted, but no longer exists: ${line(deviation)}`),
  ];
}

function line({ document, where, name, kind, detail, operations = [] }: FoundDeviation): string {
  const subject = [where, name].filter(Boolean).join(' ');
  const scope = operations.length > 0 ? ` in ${[...new Set(operations)].join(', ')}` : '';
  return `${document ? `${document}: ` : ''}${subject}: ${kind} (${detail}${scope})`;
}
