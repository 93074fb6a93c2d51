const started = performance.now();

/** Does a part of the rehearsal, and says how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await work();
  console.log(`ok ${title.padEnd(64)} ${seconds(before)} s`);
  return result;
}

/** Prints rows below a title, their first cells in a column. */
export function printTable(title: string, rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([cell]) => cell.length));
  console.log(`\n${title}\n${rows.map(([cell, other]) => `  ${cell.padEnd(width)}  ${other}`).join('\n')}`);
}

/** Says how long the whole of it took. */
export function printEnd(): void {
  console.log(`\nRehearsed in ${seconds(started)} s.`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1).padStart(6);
}
