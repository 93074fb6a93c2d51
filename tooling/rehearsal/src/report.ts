const started = performance.now();

/** Runs one step and prints how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const before = performance.now();
  const result = await work();
  console.log(`ok ${title.padEnd(64)} ${seconds(before)} s`);
  return result;
}

/** Prints rows below a title, with their first cells aligned. */
export function printTable(title: string, rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([cell]) => cell.length));
  console.log(`\n${title}\n${rows.map(([cell, other]) => `  ${cell.padEnd(width)}  ${other}`).join('\n')}`);
}

/** Prints how long the whole rehearsal took. */
export function printEnd(): void {
  console.log(`\nRehearsed in ${seconds(started)} s.`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1).padStart(6);
}
