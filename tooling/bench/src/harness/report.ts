import type { StartProgram } from './program.js';

/** A target that the benchmark must reach. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  /** Met if `measured` is no more than this. */
  readonly most: number;
  /** The unit of both: `×`, `MB`. */
  readonly unit: string;
}

interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** The results of a case. */
export interface Report {
  /** How it was measured, in a sentence or two. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
}

/** A benchmark case; `name` selects it on the command line. */
export interface BenchCase {
  readonly name: string;
  readonly title: string;
  /** Runs the case; programs it starts are stopped at its end. */
  run(start: StartProgram): Promise<Report>;
}

/** Formats a report as Markdown that is readable in a terminal. */
export function formatReport({ name, title }: BenchCase, { notes, tables, targets }: Report): string {
  return [
    `## ${title} (\`${name}\`)`,
    ...notes,
    ...tables.flatMap((table) => [`**${table.title}**`, formatRows(table.rows)]),
    ...(targets.length === 0 ? [] : [formatTargets(targets)]),
  ].join('\n\n');
}

export function formatTargets(targets: readonly Target[]): string {
  return formatRows(
    targets.map(({ what, measured, most, unit }) => ({
      'must reach': what,
      measured: `${measured.toFixed(2)} ${unit}`,
      'at most': `${most.toFixed(2)} ${unit}`,
      '': measured <= most ? 'met' : '**not met**',
    })),
  );
}

/** Formats rows as a Markdown table with aligned columns. */
export function formatRows(rows: Table['rows']): string {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(3, ...cells.map((line) => line[index]?.length ?? 0)));
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, index) => (index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}
