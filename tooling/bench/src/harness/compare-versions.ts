import { formatRows, type Target } from './report.js';

/** The results of a run on one version of Node. */
export interface Measured {
  readonly node: string;
  readonly targets: readonly Target[];
}

const heading = '## On each version of Node';

/** Formats a section with a column for each version. */
export function compareVersions(measured: readonly Measured[]): string {
  const rows = measured[0]?.targets.map(({ what, most, unit }) => ({
    'must reach': what,
    ...Object.fromEntries(
      measured.map(({ node, targets }) => {
        const value = targets.find((target) => target.what === what)?.measured ?? Number.NaN;
        return [`Node ${node}`, `${value.toFixed(2)} ${unit}${value <= most ? '' : ' (**not met**)'}`];
      }),
    ),
    'at most': `${most.toFixed(2)} ${unit}`,
  }));
  return `${heading}\n\nBy \`pnpm bench --node\`, one version after the other on the same machine.\n\n${formatRows(rows ?? [])}\n`;
}

/** Puts the section at the end of the results, in place of an earlier one. */
export function replaceComparison(results: string, comparison: string): string {
  const [before = ''] = results.split(`\n${heading}`);
  return `${before.trimEnd()}\n\n${comparison}`;
}

/** The section of earlier results, if there is one. */
export function earlierComparison(results: string): string | undefined {
  const start = results.indexOf(`\n${heading}`);
  return start === -1 ? undefined : results.slice(start + 1);
}
